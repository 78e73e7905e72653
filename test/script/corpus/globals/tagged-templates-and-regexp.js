console.log(String.raw`a\n${1}`, /(?<year>\d{4})/.exec('in 2024').groups.year, 'a1b2'.replace(/\d/g, (d) => d * 2), [...'a1b2'.matchAll(/\d/g)].map((m) => m.index))

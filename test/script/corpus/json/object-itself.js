console.log(Object.keys(JSON), typeof JSON.parse, String(JSON), JSON.parse.length)

console.log([new Date(NaN)].length, String(new Date(NaN)))

console.log(Math, JSON.stringify({}), Object.keys(Math))

console.log(Math, JSON.stringify({}), Intl.DateTimeFormat.name)

console.log(JSON.parse('\ufeff{"a":1}'))

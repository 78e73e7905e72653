(function () { console.log(arguments) })(1, 'a')

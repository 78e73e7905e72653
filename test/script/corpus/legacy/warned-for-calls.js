xml2Json('<a/>')
_([1])
console.log('called')

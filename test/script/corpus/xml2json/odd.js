console.log(xml2Json(''), xml2Json('   '), xml2Json('<a></a>'), xml2Json('<a>text</a>'))
console.log(xml2Json('<?xml version="1.0"?><!-- c --><r:a xmlns:r="urn:x"><r:b/></r:a>'))

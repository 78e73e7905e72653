console.log(xml2Json('<a><b></a>'), xml2Json('no xml'))

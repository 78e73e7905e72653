const { parseString } = require('xml2js')
parseString('<r><A id="1"> text </A></r>', { explicitArray: false, mergeAttrs: true, trim: true, normalizeTags: true, explicitRoot: false }, (error, result) => console.log(result))

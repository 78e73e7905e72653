const Ajv = require('ajv')
try { new Ajv().compile({ type: 'strange' }) } catch (error) { console.log(error.message) }
try { new Ajv().compile({ $ref: '#/nowhere' }) } catch (error) { console.log(error.message) }
try { new Ajv().compile({ $schema: 'http://json-schema.org/draft-04/schema#' }) } catch (error) { console.log(error.message) }
console.log(new Ajv().validate({ unknownKeyword: 1 }, {}))

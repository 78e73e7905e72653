/** `require('btoa')`: characters beyond 255 lose their upper bytes, as in the package of that name. */
module.exports = (text) => Buffer.from(Buffer.isBuffer(text) ? text : text.toString(), 'binary').toString('base64')

/** `require('atob')`, as lenient as the package of that name: what is no base64 is passed over. */
module.exports = (text) => Buffer.from(text, 'base64').toString('binary')

/** `require('uuid')`: a function that makes a version 4 UUID, which is its own `v4` as well. Source: observed with postman-sandbox. */
function uuid() {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(Math.random() * 16)
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16)
  })
}

module.exports = () => uuid()
module.exports.v4 = () => uuid()

/** The one function of semver that postman-collection uses. */
module.exports = { parse: require('semver/functions/parse.js') }

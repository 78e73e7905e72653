/** The rules of domain names in other scripts, half a megabyte of tables, for the few URLs that need them. Source: UTS #46, section 4. */
exports.toASCII = (domain, options) => {
  // In plain ASCII nothing is mapped but the case, and nothing is checked; labels that begin with xn-- hold other characters.
  const isPlain = /^[\0-\x7f]*$/.test(domain) && !/(^|\.)xn--/i.test(domain) && options.checkHyphens === false
  return isPlain ? domain.toLowerCase() : require('tr46').toASCII(domain, options)
}

/** User and password of a URL, percent-decoded where they can be. */
export function decodeUser(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The value of an Authorization or Proxy-Authorization header. Source: RFC 7617 section 2. */
export function basicCredentials(credentials: string): string {
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`
}

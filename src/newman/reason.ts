import { STATUS_CODES } from 'node:http'

/** The name of a status code in the collection SDK; undefined for a code without one. Source: http-reasons 0.1.0, compared in its test. */
export function reasonOf(code: number): string | undefined {
  return code in OTHERS ? OTHERS[code] : STATUS_CODES[code]
}

/** Where it does not say what Node says. */
const OTHERS: Readonly<Record<number, string | undefined>> = Object.freeze({
  102: 'Processing (WebDAV) (RFC 2518)',
  103: 'Checkpoint',
  122: 'Request-URI too long',
  203: 'Non-Authoritative Information (since HTTP/1.1)',
  207: 'Multi-Status (WebDAV) (RFC 4918)',
  208: 'Already Reported (WebDAV) (RFC 5842)',
  226: 'IM Used (RFC 3229)',
  305: 'Use Proxy (since HTTP/1.1)',
  306: 'Switch Proxy',
  307: 'Temporary Redirect (since HTTP/1.1)',
  308: 'Resume Incomplete',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot (RFC 2324)",
  421: undefined,
  422: 'Unprocessable Entity (WebDAV) (RFC 4918)',
  423: 'Locked (WebDAV) (RFC 4918)',
  424: 'Failed Dependency (WebDAV) (RFC 4918)',
  425: 'Unordered Collection (RFC 3648)',
  426: 'Upgrade Required (RFC 2817)',
  444: 'No Response',
  449: 'Retry With',
  450: 'Blocked by Windows Parental Controls',
  451: undefined,
  499: 'Client Closed Request',
  506: 'Variant Also Negotiates (RFC 2295)',
  507: 'Insufficient Storage (WebDAV) (RFC 4918)',
  508: 'Loop Detected (WebDAV) (RFC 5842)',
  509: 'Bandwidth Limit Exceeded (Apache bw/limited extension)',
  510: 'Not Extended (RFC 2774)',
  598: 'Network read timeout error',
  599: 'Network connect timeout error[23]',
})

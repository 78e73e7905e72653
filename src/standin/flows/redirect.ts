import { escapeHtml, found, page, type Reply } from '../endpoint.ts'
import type { Destination } from './authorization-request.ts'

/** Sends a browser back to the application with the answer in the query, the fragment or a form. */
export function redirectTo(
  { redirectUri, responseMode, state }: Destination,
  answer: Readonly<Record<string, string>>,
): Reply {
  const parameters = { ...answer, ...(state === undefined ? {} : { state }) }
  if (responseMode === 'form_post') return page(form(redirectUri, parameters))
  const text = new URLSearchParams(parameters).toString()
  if (responseMode === 'fragment') return found(`${redirectUri}#${text}`)
  return found(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${text}`)
}

/** Source: OAuth 2.0 Form Post Response Mode, section 2. */
function form(action: string, parameters: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  return `<!doctype html>
<title>Signing on</title>
<body onload="document.forms[0].submit()">
<form method="post" action="${escapeHtml(action)}">${inputs.join('')}<button>Continue</button></form>
`
}

import type { Finding } from './finding.ts'
import { type Project, type ProjectItem, placeOf, titleOf } from './project.ts'

/**
 * Settings that break PingOne flows: an authorization answered by a redirect has its code in `Location`, which is lost when redirects are followed;
 * a flow goes on by the session cookie.
 * Source: PingOne API documentation, "Workflow library" (automatic redirects off) and "Simple SSO", step 5 (cookie ST).
 */
export function checkFlows(project: Project): readonly Finding[] {
  return project.items.flatMap((item): readonly Finding[] => {
    const place = placeOf(project.file, 'protocolProfileBehavior', item.line)
    const findings: Finding[] = []
    if (isAuthorize(item) && modeOf(item) !== 'pi.flow' && item.behavior.followRedirects !== false) {
      findings.push({
        level: 'warning',
        code: 'FLOW_REDIRECTS',
        message: `"${titleOf(item)}" follows redirects: the code or the ID of the flow in Location would be lost`,
        file: project.file.name,
        ...(item.line !== undefined && { line: item.line }),
        hint: 'Turn off "Automatically follow redirects" in the settings of the request',
      })
    }
    if (isFlow(item) && item.behavior.disableCookies === true) {
      findings.push({
        level: 'warning',
        code: 'FLOW_COOKIES',
        message: `"${titleOf(item)}" has no cookie jar: PingOne goes on with a flow by its session cookie`,
        ...place,
        hint: 'Turn off "Disable cookie jar" in the settings of the request',
      })
    }
    return findings
  })
}

function isAuthorize({ request }: ProjectItem): boolean {
  return `/${request.url.path?.join('/') ?? ''}`.endsWith('/as/authorize')
}

function isFlow({ request }: ProjectItem): boolean {
  return /\/as\/(?:authorize|resume|token)$|\/flows\//.test(`/${request.url.path?.join('/') ?? ''}`)
}

/** `pi.flow` may be a parameter of the URL or of the form. A pushed or signed request has it elsewhere: then it is not known, and not a finding. */
function modeOf({ request: { url, body } }: ProjectItem): string | undefined {
  const form = body?.mode === 'urlencoded' ? body.urlencoded : []
  const given = [...url.query, ...form].filter(({ disabled }) => disabled !== true)
  const named = given.find(({ key }) => key === 'response_mode')?.value
  const isElsewhere = given.some(({ key }) => key === 'request' || key === 'request_uri')
  return named ?? (isElsewhere ? 'pi.flow' : undefined)
}

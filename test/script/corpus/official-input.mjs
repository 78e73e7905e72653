/** Our names of the scopes → those of the official package. */
export const SCOPES = {
  local: '_variables',
  environment: 'environment',
  collection: 'collectionVariables',
  globals: 'globals',
}

/** The script as the event that execute() takes. */
export function targetOf(source, { phase }) {
  return { listen: phase, script: { id: phase, exec: [source] } }
}

/** The rest of an execute(): what the script finds. */
export function optionsOf(id, context) {
  const { item, owner, location, iteration, iterations, names, response, request, data, packages } = context
  const scopes = Object.fromEntries(
    Object.entries(SCOPES).map(([scope, key]) => [
      key,
      { id: scope, ...(names[scope] ? { name: names[scope] } : {}), values: context[scope] },
    ]),
  )
  return {
    id,
    cursor: { iteration, cycles: iterations },
    context: {
      ...scopes,
      data,
      request,
      ...(response ? { response: responseDefinition(response), cookies: response.cookies } : {}),
    },
    ...(packages
      ? {
          resolvedPackages: Object.fromEntries(Object.entries(packages).map(([name, code]) => [name, packageOf(code)])),
        }
      : {}),
    legacy: { _itemId: item.id, _itemName: item.name, _itemPath: location, _eventItemName: owner },
  }
}

/** `{ "error": … }` stands for a package that could not be fetched. */
function packageOf(code) {
  return typeof code === 'string' ? { data: code } : code
}

/** A response as the SDK's Response is made from. */
export function responseDefinition({ code, status, headers, body, time, cookies }) {
  return {
    id: 'response',
    code,
    status,
    header: headers,
    stream: body,
    cookie: cookies,
    responseTime: time,
    downloadedBytes: body.length,
  }
}

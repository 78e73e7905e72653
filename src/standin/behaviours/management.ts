/** What is inferred of the management API. */
export const MANAGEMENT = {
  roles: {
    kind: 'choice',
    values: ['by-resource', 'all-or-read-only'],
    changes:
      'what a role of a worker opens: the resources of its kind, or all of them, for reading only if its name says so',
    source: "Ping's page of role permissions, taken by resource",
  },
  'unauthorized-code': {
    kind: 'choice',
    values: ['INVALID_TOKEN', 'UNAUTHORIZED'],
    changes: 'the code of 401',
    source: 'both are in common use',
  },
  'doubled-v1': {
    kind: 'choice',
    values: ['accepted', 'refused'],
    changes: 'whether `/v1/v1/…` is `/v1/…`, or 404',
    source: "newer pages of Ping's write `{{apiPath}}/v1/…`, and `apiPath` ends in `/v1`",
  },
  'activation-answer': {
    kind: 'choice',
    values: ['device', 'empty'],
    changes: 'what `device.activate` answers: 200 with the device, or 204',
    source: 'other actions on devices answer with the device',
  },
  'list-count': {
    kind: 'choice',
    values: ['all', 'page', 'none'],
    changes: '`count` in a list: of all that the filter lets through, of the page, or left out',
    source: 'OpenAPI schema of PingOne, which does not say what is counted',
  },
  'page-size': {
    kind: 'count',
    default: 100,
    least: 1,
    most: 1000,
    changes: 'how many resources a page has without `limit`',
    source: 'ours',
  },
} as const

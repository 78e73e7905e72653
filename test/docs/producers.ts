import type { InputRow } from '../../src/native/inputs.ts'
import { PRODUCERS } from '../../src/native/producers.ts'

const HEAD = `# What flowgate makes natively

<!-- Made from the tables in src/native: npx vitest run test/docs -u -->

A producer makes the value of a variable when a request uses it and nobody has set it: missing, disabled or empty. It also stands in for a pre-request script
whose first line is \`// @native <name>\`, which then is not run. \`--no-native\` runs the scripts instead.
Its inputs are variables, of any scope; what is missing has the default below, or what \`inputs\` of the [configuration file](#your-own) says. What is made is
masked in every output, and never exported. What cannot be made fails its request, which is not sent.

Signed values and passwords are made anew for each attempt; \`codeVerifier\`, \`codeChallenge\`, \`state\` and \`nonce\` are kept for a flow, which ends
with the next authorization request (a path that ends in \`/authorize\` or \`/par\`, or a \`response_type\` in the query) that uses them. \`otp\` and \`accessToken\` step aside when there is nothing
to make them from. \`--explain\` prints header and claims of what is signed.
When the clock of a server is more than a minute away from ours, the console says so, once for each host.

What \`accessToken\`, \`requestUri\`, \`otp\` and the OAuth 2.0 grants of the auth tab send themselves is in the events of the request that it is for, before it (\`source: 'producer'\` and the name of the
variable or \`oauth2\`), and so in the event log, the HTML report and its diagram, HAR, and one line of \`cli\`, all of it with \`--verbose\`; reports in newman's shape and JUnit leave it out. It is masked as all else, goes through the
same proxies and certificates, never to protected hosts, waits for \`--max-rps\` and \`Retry-After\`, and its failures count for [\`--retries\`](retries.md). Not seen is what a producer of your own sends. \`pm.sendRequest\` gets no \`dpop\`: its
placeholders are not resolved.
`

const OWN = `## Your own

\`flowgate.config.mjs\` (or \`.js\`, \`.json\` for inputs alone; \`.ts\` with Node 22.18 or later) in the current folder, or the file that \`--config\` names:

\`\`\`js
import { defineConfig } from 'flowgate'

export default defineConfig({
  inputs: { requestAlg: 'RS256', requestIssuer: '{{webAppId}}' },
  producers: {
    invoiceNumber: async ({ get, clock, random }) => \`\${get('shop')}-\${clock.epoch()}-\${random.uuid()}\`,
  },
})
\`\`\`

A producer returns a text, a number, a boolean or an object, which becomes JSON. \`get(name)\` is the value of a variable, \`clock.epoch()\` milliseconds since 1970,
\`random\` has \`uuid()\` and \`bytes(length)\`, \`signal\` fires when the run is stopped. One that throws, or takes longer than \`--timeout-script\`, fails the request
that needs its value. One with a name of the list above takes the place of ours. \`--compat newman\` reads no configuration file.
`

/** docs/producers.md, as the producers have it. */
export function producersPage(): string {
  const sections = Object.entries(PRODUCERS).map(([name, { summary, inputs }]) => {
    const rows = Object.entries(inputs)
    return [`## ${name}`, `${summary}.`, ...(rows.length === 0 ? [] : [table(rows)])].join('\n\n')
  })
  return [HEAD, ...sections.map((section) => `${section}\n`), OWN].join('\n')
}

/** A table whose columns are lined up, as the formatter has them. */
function table(inputs: readonly (readonly [string, InputRow])[]): string {
  const lines = inputs.map(([name, { meaning, rule, default: otherwise }]) => {
    const text = rule === undefined ? meaning : `${meaning}. ${rule}`
    return [`\`${name}\``, text.replaceAll('*', String.raw`\*`), otherwise === undefined ? '' : `\`${otherwise}\``]
  })
  const rows = [['variable', 'meaning', 'default'], ...lines]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lineUp = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(lineUp).join('\n')
}

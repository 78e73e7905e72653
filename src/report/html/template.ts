import { LENS, LENS_PARTIALS } from './lens/template.ts'
import { PARTS } from './parts.ts'
import { REPRODUCE } from './reproduce/template.ts'
import { SEQUENCE, SEQUENCE_PARTIALS } from './sequence/template.ts'

/** How templates are compiled. Helpers are Handlebars' own alone. */
export const COMPILE_OPTIONS: Readonly<{ knownHelpersOnly: boolean; preventIndent: boolean }> = Object.freeze({
  knownHelpersOnly: true,
  preventIndent: true,
})

/**
 * The Handlebars templates of the page. Everything is escaped; no template may switch that off with a triple brace.
 * They are strings in a module rather than files, so that nothing has to be copied or read beside the code.
 */
export const TEMPLATES: Readonly<Record<TemplateName, string>> = Object.freeze({
  head: `<!doctype html>
<html lang="en"{{#if page.theme}} data-theme="{{page.theme}}"{{/if}}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{{page.title}}</title>
<link rel="icon" href="{{page.verdict.icon}}">
`,

  top: `</head>
<body>
<a class="skip" href="#requests">Skip to the requests</a>
<header class="{{page.verdict.tone}}">
  <p class="verdict {{page.verdict.tone}}"><span class="mark {{page.verdict.tone}}" aria-hidden="true"></span><strong>{{page.verdict.word}}</strong></p>
  <h1{{#if page.titleSize}} class="size-{{page.titleSize}}"{{/if}}>{{page.heading}}</h1>
  <p class="sentence">{{page.verdict.sentence}}</p>
  <p class="when">{{#if page.subtitle}}<span>{{page.subtitle}}</span>{{/if}}<time datetime="{{page.startedAt}}">{{page.date}}</time>{{#if page.environment}}<span>Environment <strong>{{page.environment}}</strong></span>{{/if}}{{#if page.source}}<span class="source">{{page.source}}</span>{{/if}}</p>
  <dl class="facts">
    {{#each page.facts}}
    <div><dt>{{label}}</dt><dd>{{value}}{{#each notes}} <small{{#if isBad}} class="bad"{{/if}}>{{text}}</small>{{/each}}</dd></div>
    {{/each}}
  </dl>
  {{#if description}}<details class="fold about"><summary>About this collection</summary><div class="description">{{> md-blocks description}}</div></details>{{/if}}
</header>
<main>
{{#if page.looks}}
<section class="looks" aria-labelledby="looks"><h2 id="looks">Look here first</h2><ol>{{#each page.looks}}<li>{{#if href}}<a href="{{href}}">{{text}}{{#if code}} <code>{{code}}</code>{{/if}}</a>{{else}}{{text}}{{/if}} <span class="quiet">{{note}}</span></li>{{/each}}</ol></section>
{{/if}}
`,

  'failures-open': `<section aria-labelledby="failures">
  <h2 id="failures">Failures <small>{{count}}</small></h2>
  <ol class="failures">
`,

  card: `<li class="card">
<header><p class="path">{{#each folders}}<span>{{this}}</span>{{/each}}{{#if iteration}}<em>{{iteration}}</em>{{/if}}</p>
<h3><a href="{{href}}">{{item}}</a></h3>
{{#if row.url}}<p class="exchange"><span class="method">{{row.method}}</span> <code class="url">{{row.url}}</code>{{#with row.status}}<span class="status {{tone}}">{{code}} {{text}}</span>{{/with}}{{#if row.time}}<span class="quiet">{{row.time}}</span>{{/if}}</p>{{/if}}</header>
{{#each problems}}<div class="problem"><h4><span class="mark failed"></span>{{title}}</h4>{{> failure failure}}</div>{{/each}}
{{#if answer}}<p class="part">Answer</p><div class="answer">{{> (lookup answer "kind") answer}}</div>{{/if}}
{{#if variables}}<p class="part">Variables that went into the request</p>{{> variables variables}}{{/if}}
{{#if rerun}}<p class="part">Run it again</p><pre class="copy-text" tabindex="0">{{rerun}}</pre>{{/if}}
{{#if exchange}}<details class="fold evidence"><summary>Request and response</summary>{{> exchange exchange}}</details>{{/if}}
`,

  'card-close': `{{#if code}}<p><a href="#{{code}}">The request as code</a></p>{{/if}}{{#if count}}<details class="fold others"><summary>The same in {{count}} more</summary>
<ul>{{#each others}}<li><a href="{{href}}">{{text}}</a></li>{{/each}}{{#if unnamed}}<li>and {{unnamed}} more</li>{{/if}}</ul></details>{{/if}}</li>
`,

  'failures-close': `</ol>{{#if omitted}}<p class="note">{{omitted}}</p>{{/if}}</section>
`,

  timeline: `<section aria-labelledby="{{id}}">
  <h2 id="{{id}}">Timeline{{#if name}} <small>{{name}}</small>{{/if}}</h2>
  <svg class="timeline" role="group" aria-label="{{timeline.label}}" width="100%" height="{{timeline.height}}">
    {{#each timeline.ticks}}<line class="tick" x1="{{x}}%" x2="{{x}}%" y1="16" y2="100%"></line><text x="{{x}}%" y="11" text-anchor="{{anchor}}">{{text}}</text>{{/each}}
    {{#each timeline.bars}}{{#if href}}<a href="{{href}}" tabindex="-1">{{> bar}}</a>{{else}}{{> bar}}{{/if}}{{/each}}
  </svg>
  <p class="legend" aria-hidden="true"><span class="passed">request</span><span class="failed">request of a failed item</span><span class="script">script</span></p>
</section>
`,

  distribution: `<section aria-labelledby="times">
  <h2 id="times">Response times <small>{{count}}</small></h2>
  <div class="times">
  <figure>{{#if bars}}<svg class="histogram" role="img" aria-label="{{label}}" width="100%" height="92"><svg y="2" width="100%" height="76" viewBox="0 0 100 100" preserveAspectRatio="none">{{#each bars}}<rect x="{{x}}" width="{{width}}" y="{{y}}" height="{{height}}"><title>{{title}}</title></rect>{{/each}}</svg>{{#each marks}}<line class="percentile" x1="{{x}}%" x2="{{x}}%" y1="0" y2="80"></line>{{/each}}<text x="0" y="91">{{from}}</text><text x="100%" y="91" text-anchor="end">{{to}}</text></svg>{{/if}}
  <dl class="marks">{{#each marks}}<div><dt>{{name}}</dt><dd>{{value}}</dd></div>{{/each}}</dl></figure>
  <div><h3>Slowest</h3><ol class="ranks">{{#each slowest}}{{> rank}}{{/each}}</ol></div>
  <div><h3>Largest</h3><ol class="ranks">{{#each largest}}{{> rank}}{{/each}}</ol></div>
  </div>
</section>
`,

  matrix: `<section aria-labelledby="{{id}}">
  <h2 id="{{id}}">Iterations{{#if name}} <small>{{name}}</small>{{/if}}</h2>
  {{#if matrix.omitted}}<p class="note">{{matrix.omitted}}</p>{{/if}}
  <div class="scroll" tabindex="0" role="region" aria-label="Table of iterations{{#if name}} of {{name}}{{/if}}"><table class="matrix"><thead><tr><th scope="col">Request</th>{{#each matrix.iterations}}<th scope="col">{{this}}</th>{{/each}}</tr></thead><tbody>
  {{#each matrix.lines}}<tr><th scope="row">{{name}}</th>{{#each cells}}<td>{{#if href}}<a class="{{tone}}" href="{{href}}" aria-label="{{title}}">{{time}}</a>{{/if}}</td>{{/each}}</tr>
  {{/each}}</tbody></table></div>
</section>
`,

  scope: `<section aria-labelledby="{{id}}"><h2 id="{{id}}">{{title}} <small>{{name}}</small></h2>
  <div class="scroll"><table><thead><tr><th scope="col">Variable</th><th scope="col">Value at the end</th></tr></thead><tbody>{{#each variables}}<tr><th scope="row"><code>{{name}}</code></th><td><code>{{value}}</code></td></tr>{{/each}}</tbody></table></div></section>
`,
  sequence: SEQUENCE,

  lens: LENS,

  reproduce: REPRODUCE,

  requests: `<section aria-labelledby="requests">
  <h2 id="requests">Requests</h2>
  {{#if omitted}}<p class="note">{{omitted}}</p>{{/if}}
  <form class="tools" id="tools" data-total="{{total}}" hidden>
    <label class="search"><span class="hidden">Search by name, URL, method or status</span><input type="search" id="search" placeholder="Search name, URL, method, status" autocomplete="off" spellcheck="false"></label>
    <fieldset><legend class="hidden">Show</legend>
      <label><input type="radio" name="show" value="" checked><span>All</span></label>
      <label><input type="radio" name="show" value="failed"><span>Failed</span></label>
      <label><input type="radio" name="show" value="passed"><span>Passed</span></label>
      <label><input type="radio" name="show" value="skipped"><span>Skipped</span></label>
    </fieldset>
    <label class="choice"><span class="hidden">Status</span><select id="status"><option value="">Any status</option><option value="2">2xx</option><option value="3">3xx</option><option value="4">4xx</option><option value="5">5xx</option><option value="-">No response</option></select></label>
    <label class="choice" hidden><span class="hidden">Folder</span><select id="folder"><option value="">All folders</option></select></label>
    <button type="button" id="expand">Expand all</button>
    <output id="shown" aria-live="polite"></output>
  </form>
`,

  'run-open': `<section class="run{{#if isLong}} long{{/if}}">{{#if name}}<h3 class="run-name">{{name}}</h3>{{/if}}<div class="rows">
`,

  'run-close': `</div>{{#if empty}}<p class="note">Nothing ran.</p>{{/if}}</section>
`,

  'group-open': `<details class="group{{#if group.isFolder}} folder{{/if}}"{{#if group.isOpen}} open{{/if}}><summary><h{{group.level}}>{{group.name}}</h{{group.level}}><span class="quiet">{{group.tally}}</span>{{#if group.failed}}<span class="tally-failed">{{group.failed}}</span>{{/if}}</summary>
{{#if group.description}}<div class="description">{{> md-blocks group.description}}</div>{{/if}}
<div class="rows">
`,

  'group-close': `</div></details>
`,

  'row-open': `<details class="item {{row.tone}}" data-tone="{{row.tone}}"><summary><span class="mark {{row.tone}}"><span class="hidden">{{row.tone}}</span></span> <span class="method">{{row.method}}</span> <span class="title"><strong>{{row.name}}</strong>{{#if row.again}} <em>{{row.again}}</em>{{/if}}</span> <code class="url">{{row.url}}</code> {{#if row.status}}<span class="status {{row.status.tone}}">{{row.status.code}}<span class="hidden"> {{row.status.text}}</span></span>{{else}}<span class="status none">{{row.absent}}</span>{{/if}} <span class="assertions">{{row.assertions}}{{#if row.assertions}}<span class="hidden"> assertions passed</span>{{/if}}</span> <span class="time">{{row.time}}</span> <span class="size">{{row.size}}</span><svg class="fall" aria-hidden="true" width="100%" height="10">{{#each bars}}<rect class="{{tone}}" x="{{x}}%" width="{{width}}%" y="{{y}}" height="{{height}}" rx="1"></rect>{{/each}}</svg></summary><div class="detail" id="{{row.anchor}}">{{#if isLong}}<!--detail-->{{/if}}
`,

  'row-close': `{{#if isShort}}<p class="note">The page is full: details are left out.</p>{{/if}}{{#if isLong}}<!--/detail-->{{/if}}</div></details>
`,

  'chunk-open': `<div class="chunk" data-count="{{count}}"><noscript>`,
  'chunk-close': `</noscript></div>
`,

  detail: `{{#each failures}}{{> failure}}{{/each}}
{{#if description}}<div class="description">{{> md-blocks description}}</div>{{/if}}
{{#if assertions}}<p class="part">Assertions</p><ul class="checks">{{#each assertions}}<li class="{{outcome}}"><span class="mark {{outcome}}"><span class="hidden">{{outcome}}:</span></span><span>{{#if spans}}{{> md-spans spans}}{{else}}{{name}}{{/if}}</span>{{#if failure}}{{> failure failure}}{{/if}}</li>{{/each}}</ul>{{/if}}
{{#if waterfall}}<p class="part">Timing</p>{{> lanes waterfall}}{{/if}}
{{#each exchanges}}{{> exchange}}{{/each}}
{{#if console}}<p class="part">Console</p><ol class="console">{{#each console}}<li class="{{level}}"><span>{{level}}</span><pre>
{{text}}</pre></li>{{/each}}</ol>{{/if}}
{{#if mutations}}<p class="part">Variables changed</p><div class="scroll"><table><thead><tr><th scope="col">Scope</th><th scope="col">Name</th><th scope="col">Value</th><th scope="col">By</th></tr></thead><tbody>{{#each mutations}}<tr><td>{{scope}}</td><th scope="row">{{name}}</th><td>{{#if isRemoved}}<em>removed</em>{{else}}<code>{{value}}</code>{{/if}}</td><td class="quiet">{{by}}</td></tr>{{/each}}</tbody></table></div>{{/if}}
{{#if produced}}<p class="part">Made natively</p><ul class="plain">{{#each produced}}<li><code>{{name}}</code>{{#if by}} <span class="quiet">by {{by}}</span>{{/if}}</li>{{/each}}</ul>{{/if}}
{{#if scripts}}<p class="part">Scripts</p><ul class="plain">{{#each scripts}}<li>{{name}} <span class="quiet">{{time}}</span>{{#if isFailed}} <span class="tally-failed">failed</span>{{/if}}</li>{{/each}}</ul>{{/if}}
{{#if waits}}<p class="part">Waits</p><ul class="plain">{{#each waits}}<li>{{this}}</li>{{/each}}</ul>{{/if}}
`,
})

/** Parts that several templates use. */
export const PARTIALS: Readonly<Record<string, string>> = Object.freeze({
  ...PARTS,
  ...SEQUENCE_PARTIALS,
  ...LENS_PARTIALS,
  bar: `<rect class="{{tone}}" x="{{x}}%" width="{{width}}%" y="{{y}}" height="9" rx="1.5"><title>{{title}}</title></rect>`,
  rank: `<li><a href="{{href}}">{{text}}</a><b>{{value}}</b><svg aria-hidden="true" width="100%" height="3"><rect width="{{share}}%" height="3" rx="1.5"></rect></svg></li>`,
})

/** The templates that are rendered one after the other. */
export type TemplateName =
  | 'head'
  | 'top'
  | 'failures-open'
  | 'card'
  | 'card-close'
  | 'failures-close'
  | 'timeline'
  | 'distribution'
  | 'matrix'
  | 'scope'
  | 'sequence'
  | 'lens'
  | 'reproduce'
  | 'requests'
  | 'run-open'
  | 'run-close'
  | 'group-open'
  | 'group-close'
  | 'row-open'
  | 'row-close'
  | 'chunk-open'
  | 'chunk-close'
  | 'detail'

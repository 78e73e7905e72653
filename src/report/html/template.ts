import { LENS, LENS_PARTIALS } from './lens/template.ts'
import { REPRODUCE } from './reproduce/template.ts'
import { SEQUENCE, SEQUENCE_PARTIALS } from './sequence/template.ts'

/**
 * The Handlebars templates of the page. Everything is escaped; no template may switch that off with a triple brace.
 * They are strings in a module rather than files, so that nothing has to be copied or read beside the code.
 */
export const TEMPLATES: Readonly<Record<TemplateName, string>> = Object.freeze({
  head: `<!doctype html>
<html lang="en">
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
  <p class="verdict"><span class="mark {{page.verdict.tone}}" aria-hidden="true"></span><strong>{{page.verdict.word}}</strong></p>
  <h1>{{page.name}}</h1>
  <p class="sentence">{{page.verdict.sentence}}</p>
  <dl class="facts">
    {{#each page.facts}}
    <div><dt>{{label}}</dt><dd>{{value}}{{#each notes}} <small{{#if isBad}} class="bad"{{/if}}>{{text}}</small>{{/each}}</dd></div>
    {{/each}}
  </dl>
  <p class="when"><time datetime="{{page.startedAt}}">{{page.date}}</time>{{#if page.source}} <span class="source">{{page.source}}</span>{{/if}}</p>
</header>
<main>
{{#if failures.length}}
<section aria-labelledby="failures">
  <h2 id="failures">Failures <small>{{failureCount}}</small></h2>
  <ol class="failures">
    {{#each failures}}
    <li class="card">
      <p class="path">{{#each folders}}<span>{{this}}</span>{{/each}}<a href="{{href}}">{{item}}</a>{{#if iteration}}<em>{{iteration}}</em>{{/if}}</p>
      <h3>{{title}}</h3>
      {{#if row.url}}
      <p class="exchange"><span class="method">{{row.method}}</span> <code class="url">{{row.url}}</code>
        {{#with row.status}}<span class="status {{tone}}">{{code}} {{text}}</span>{{/with}}{{#if row.time}} <span class="quiet">{{row.time}}</span>{{/if}}</p>
      {{/if}}
      {{> failure failure}}
      {{#if others}}
      <details class="others"><summary>The same in {{others.length}} more</summary>
        <ul>{{#each others}}<li><a href="{{href}}">{{text}}</a></li>{{/each}}</ul></details>
      {{/if}}
    </li>
    {{/each}}
  </ol>
</section>
{{/if}}
`,

  timeline: `<section aria-labelledby="{{id}}">
  <h2 id="{{id}}">Timeline{{#if name}} <small>{{name}}</small>{{/if}}</h2>
  <svg class="timeline" role="img" aria-label="{{timeline.label}}" width="100%" height="{{timeline.height}}">
    {{#each timeline.ticks}}<line class="tick" x1="{{x}}%" x2="{{x}}%" y1="16" y2="100%"></line><text x="{{x}}%" y="11" text-anchor="{{anchor}}">{{text}}</text>{{/each}}
    {{#each timeline.bars}}{{#if href}}<a href="{{href}}" tabindex="-1">{{> bar}}</a>{{else}}{{> bar}}{{/if}}{{/each}}
  </svg>
  <p class="legend" aria-hidden="true"><span class="passed">request</span><span class="failed">request of a failed item</span><span class="script">script</span></p>
</section>
`,

  sequence: SEQUENCE,

  lens: LENS,

  reproduce: REPRODUCE,

  requests: `<section aria-labelledby="requests">
  <h2 id="requests">Requests</h2>
  {{#if omitted}}<p class="note">{{omitted}}</p>{{/if}}
  <form class="tools" id="tools" hidden>
    <label class="search"><span class="hidden">Search by name, URL, method or status</span><input type="search" id="search" placeholder="Search name, URL, method, status" autocomplete="off" spellcheck="false"></label>
    <fieldset><legend class="hidden">Show</legend>
      <label><input type="radio" name="show" value="" checked><span>All</span></label>
      <label><input type="radio" name="show" value="failed"><span>Failed</span></label>
      <label><input type="radio" name="show" value="passed"><span>Passed</span></label>
      <label><input type="radio" name="show" value="skipped"><span>Skipped</span></label>
    </fieldset>
    <button type="button" id="expand">Expand all</button>
    <output id="shown" aria-live="polite"></output>
  </form>
`,

  'run-open': `<section class="run{{#if isLong}} long{{/if}}">{{#if name}}<h3 class="run-name">{{name}}</h3>{{/if}}<div class="rows">
`,

  'run-close': `</div>{{#if empty}}<p class="note">Nothing ran.</p>{{/if}}</section>
`,

  'group-open': `<details class="group"{{#if group.isOpen}} open{{/if}}><summary><h{{group.level}}>{{group.name}}</h{{group.level}}><span class="quiet">{{group.tally}}</span>{{#if group.failed}}<span class="tally-failed">{{group.failed}}</span>{{/if}}</summary>
{{#if group.description}}<p class="description">{{group.description}}</p>{{/if}}
<div class="rows">
`,

  'group-close': `</div></details>
`,

  'row-open': `<details class="item {{row.tone}}" data-tone="{{row.tone}}"><summary>
<span class="mark {{row.tone}}"><span class="hidden">{{row.tone}}</span></span>
<span class="method">{{row.method}}</span>
<span class="title"><strong>{{row.name}}</strong>{{#if row.again}} <em>{{row.again}}</em>{{/if}}</span>
<code class="url">{{row.url}}</code>
{{#if row.status}}<span class="status {{row.status.tone}}">{{row.status.code}}<span class="hidden"> {{row.status.text}}</span></span>{{else}}<span class="status none">{{row.absent}}</span>{{/if}}
<span class="assertions">{{row.assertions}}{{#if row.assertions}}<span class="hidden"> assertions passed</span>{{/if}}</span>
<span class="time">{{row.time}}</span>
<span class="size">{{row.size}}</span>
<svg class="fall" aria-hidden="true" width="100%" height="10">{{#each bars}}<rect class="{{tone}}" x="{{x}}%" width="{{width}}%" y="{{y}}" height="{{height}}" rx="1"></rect>{{/each}}</svg>
</summary>
<div class="detail" id="{{row.anchor}}">{{#if isLong}}<noscript>{{/if}}
`,

  'row-close': `{{#if isLong}}</noscript>{{/if}}</div></details>
`,

  detail: `{{#each failures}}{{> failure}}{{/each}}
{{#if description}}<p class="description">{{description}}</p>{{/if}}
{{#if assertions}}<h6>Assertions</h6><ul class="checks">{{#each assertions}}<li class="{{outcome}}"><span class="mark {{outcome}}"><span class="hidden">{{outcome}}:</span></span><span>{{name}}</span>{{#if failure}}{{> failure failure}}{{/if}}</li>{{/each}}</ul>{{/if}}
{{#each exchanges}}{{> exchange}}{{/each}}
{{#if console}}<h6>Console</h6><ol class="console">{{#each console}}<li class="{{level}}"><span>{{level}}</span><pre>
{{text}}</pre></li>{{/each}}</ol>{{/if}}
{{#if mutations}}<h6>Variables changed</h6><div class="scroll"><table><thead><tr><th scope="col">Scope</th><th scope="col">Name</th><th scope="col">Value</th><th scope="col">By</th></tr></thead><tbody>{{#each mutations}}<tr><td>{{scope}}</td><th scope="row">{{name}}</th><td>{{#if isRemoved}}<em>removed</em>{{else}}<code>{{value}}</code>{{/if}}</td><td class="quiet">{{by}}</td></tr>{{/each}}</tbody></table></div>{{/if}}
{{#if produced}}<h6>Made natively</h6><ul class="plain">{{#each produced}}<li><code>{{name}}</code>{{#if by}} <span class="quiet">by {{by}}</span>{{/if}}</li>{{/each}}</ul>{{/if}}
{{#if scripts}}<h6>Scripts</h6><ul class="plain">{{#each scripts}}<li>{{name}} <span class="quiet">{{time}}</span>{{#if isFailed}} <span class="tally-failed">failed</span>{{/if}}</li>{{/each}}</ul>{{/if}}
{{#if waits}}<h6>Waits</h6><ul class="plain">{{#each waits}}<li>{{this}}</li>{{/each}}</ul>{{/if}}
`,
})

/** Parts that several templates use. */
export const PARTIALS: Readonly<Record<string, string>> = Object.freeze({
  ...SEQUENCE_PARTIALS,
  ...LENS_PARTIALS,
  bar: `<rect class="{{tone}}" x="{{x}}%" width="{{width}}%" y="{{y}}" height="9" rx="1.5"><title>{{title}}</title></rect>`,

  failure: `<div class="failure">
{{#if message}}<p class="message">{{message}}</p>{{/if}}
{{#if expected}}<div class="compare"><div class="expected"><p>Expected</p><pre>{{#each expected}}<span{{#if changed}} class="changed"{{/if}}>{{text}}
</span>{{/each}}</pre></div><div class="actual"><p>Actual</p><pre>{{#each actual}}<span{{#if changed}} class="changed"{{/if}}>{{text}}
</span>{{/each}}</pre></div></div>{{/if}}
{{#if hint}}<p class="hint">{{hint}}</p>{{/if}}
<p class="origin">{{#if where}}<span>{{where}}</span>{{/if}}<code>{{code}}</code></p>
{{#if stack}}<details class="stack"><summary>Stack</summary><pre>
{{stack}}</pre></details>{{/if}}
</div>`,

  headers: `<pre class="headers">{{#each this}}<b>{{key}}</b>: {{value}}
{{/each}}</pre>`,

  exchange: `<section class="exchange-detail">
<h6>{{#if sender}}Request {{sender}}{{else}}Request{{/if}}</h6>
<p class="exchange"><span class="method">{{method}}</span> <code class="url">{{url}}</code></p>
<details class="headers"><summary>Headers <small>{{headers.length}}</small></summary>{{> headers headers}}</details>
{{> (lookup body "kind") body}}
{{#if failure}}<h6>No response</h6>{{> failure failure}}{{/if}}
{{#with response}}
<h6>Response</h6>
<p class="exchange"><span class="status {{status.tone}}">{{status.code}} {{status.text}}</span> <span class="quiet">HTTP/{{httpVersion}} · {{time}} · {{size}}</span></p>
{{#if phases}}<svg class="phases" aria-hidden="true" width="100%" height="6">{{#each phases}}<rect class="{{tone}}" x="{{start}}%" width="{{share}}%" height="6"></rect>{{/each}}</svg>
<ul class="phases">{{#each phases}}<li class="{{tone}}">{{name}} <b>{{time}}</b></li>{{/each}}</ul>{{/if}}
{{#if redirects}}<details class="headers"><summary>Redirects <small>{{redirects.length}}</small></summary><ol class="redirects">{{#each redirects}}<li><span class="status moved">{{status}}</span> <code class="url">{{url}}</code> <span class="quiet">then {{method}}</span> <code class="url">{{next}}</code>{{> headers headers}}</li>{{/each}}</ol></details>{{/if}}
<details class="headers"><summary>Headers <small>{{headers.length}}</small></summary>{{> headers headers}}</details>
{{> (lookup body "kind") body}}
{{/with}}
</section>`,

  'body-none': '',
  'body-json': `<div class="body"><p class="quiet">JSON, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre class="json" tabindex="0">
{{#each tokens}}{{#if tone}}<i class="{{tone}}">{{text}}</i>{{else}}{{text}}{{/if}}{{/each}}</pre></div>`,
  'body-text': `<div class="body"><p class="quiet">Text, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre tabindex="0">
{{text}}</pre></div>`,
  'body-binary': `<div class="body"><p class="quiet">Binary, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre tabindex="0">{{hex}}</pre></div>`,
  'body-parts': `<div class="body"><p class="quiet">{{size}} in {{parts.length}} parts</p>{{#each parts}}<p class="quiet">{{label}}</p>{{> (lookup body "kind") body}}{{/each}}</div>`,
})

/** The templates that are rendered one after the other. */
export type TemplateName =
  | 'head'
  | 'top'
  | 'timeline'
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
  | 'detail'

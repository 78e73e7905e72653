/** Parts of templates for failures, variables, exchanges and bodies. Everything is escaped. */
export const PARTS: Readonly<Record<string, string>> = Object.freeze({
  failure: `<div class="failure">
{{#if message}}<p class="message">{{message}}</p>{{/if}}
{{#if members}}<pre class="members" tabindex="0" aria-label="Expected and actual value">{{#each members}}<span class="{{sign}}">{{indent}}{{#if key}}<b>{{key}}</b>: {{/if}}{{text}}
</span>{{/each}}</pre><p class="signs"><span class="minus">− expected</span><span class="plus">+ actual</span></p>{{/if}}
{{#if expected}}<div class="compare"><div class="expected"><p>Expected</p><pre>{{#each expected}}<span{{#if changed}} class="changed"{{/if}}>{{text}}
</span>{{/each}}</pre></div><div class="actual"><p>Actual</p><pre>{{#each actual}}<span{{#if changed}} class="changed"{{/if}}>{{text}}
</span>{{/each}}</pre></div></div>{{/if}}
{{#if excerpt}}<pre class="excerpt" tabindex="0" aria-label="{{where}}">{{#each excerpt}}<span{{#if isHere}} class="here"{{/if}}><i>{{line}}</i>{{text}}
</span>{{/each}}</pre>{{/if}}
{{#if hint}}<p class="hint">{{hint}}</p>{{/if}}
<p class="origin">{{#if where}}<span>{{where}}</span>{{/if}}{{#if code}}<code>{{code}}</code>{{/if}}</p>
{{#if stack}}<details class="fold"><summary>Stack</summary><pre tabindex="0">
{{stack}}</pre></details>{{/if}}
</div>`,

  variables: `<div class="scroll"><table class="variables"><thead><tr><th scope="col">Variable</th><th scope="col">Value</th><th scope="col">Scope</th><th scope="col">Set by</th><th scope="col">Shadows</th></tr></thead><tbody>
{{#each this}}<tr{{#unless scope}} class="unset"{{/unless}}><th scope="row"><code>{{name}}</code></th>{{#if scope}}<td><code>{{value}}</code></td><td>{{scope}}</td><td>{{#if href}}<a href="{{href}}">{{by}}</a>{{else}}{{by}}{{/if}}</td><td class="quiet">{{shadows}}</td>{{else}}<td colspan="4">nobody has set it: sent as written</td>{{/if}}</tr>
{{/each}}</tbody></table></div>`,

  headers: `<pre class="headers" tabindex="0">{{#each this}}<b>{{key}}</b>: {{value}}
{{/each}}</pre>`,

  exchange: `<section class="exchange-detail">
<p class="part">{{#if sender}}Request {{sender}}{{else}}Request{{/if}}</p>
<p class="exchange"><span class="method">{{method}}</span> <code class="url copy-text">{{url}}</code></p>
{{#if variables}}<details class="fold"><summary>Variables <small>{{variables.length}}</small></summary>{{> variables variables}}</details>{{/if}}
{{#if headers}}<details class="fold"><summary>Headers <small>{{headers.length}}</small></summary>{{> headers headers}}</details>{{/if}}
{{> (lookup body "kind") body}}
{{#if failure}}<p class="part">No response</p>{{> failure failure}}{{/if}}
{{#with response}}
<p class="part">Response</p>
<p class="exchange"><span class="status {{status.tone}}">{{status.code}} {{status.text}}</span> <span class="quiet">HTTP/{{httpVersion}} · {{time}} · {{size}}</span></p>
{{#if phases}}<ul class="phases">{{#each phases}}<li class="{{tone}}">{{name}} <b>{{time}}</b></li>{{/each}}</ul>{{/if}}
{{#if redirects}}<details class="fold"><summary>Redirects <small>{{redirects.length}}</small></summary><ol class="redirects">{{#each redirects}}<li><span class="status moved">{{status}}</span> <code class="url">{{url}}</code> <span class="quiet">then {{method}}</span> <code class="url">{{next}}</code>{{> headers headers}}</li>{{/each}}</ol></details>{{/if}}
{{#if headers}}<details class="fold"><summary>Headers <small>{{headers.length}}</small></summary>{{> headers headers}}</details>{{/if}}
{{> (lookup body "kind") body}}
{{/with}}
</section>`,

  'body-none': '',
  'body-json': `<div class="body"{{#if id}} id="{{id}}"{{/if}}><p class="quiet">JSON, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre class="json copy-text" tabindex="0">
{{#each tokens}}{{#if tone}}<i class="{{tone}}">{{text}}</i>{{else}}{{text}}{{/if}}{{/each}}</pre></div>`,
  'body-text': `<div class="body"{{#if id}} id="{{id}}"{{/if}}><p class="quiet">Text, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre class="copy-text" tabindex="0">
{{text}}</pre></div>`,
  'body-binary': `<div class="body"><p class="quiet">Binary {{type}}, {{size}}{{#if note}}, {{note}}{{/if}}</p><pre tabindex="0">{{hex}}</pre></div>`,
  'body-parts': `<div class="body"><p class="quiet">{{size}} in {{parts.length}} parts</p>{{#each parts}}<p class="quiet">{{label}}</p>{{> (lookup body "kind") body}}{{/each}}</div>`,
  'body-same': `<div class="body same" data-body="{{id}}"><p class="quiet">{{size}}, <a href="{{href}}">the same as here</a></p></div>`,
  'body-left': `<div class="body"><p class="quiet">{{size}}, left out as asked</p></div>`,

  lanes: `<ol class="lanes">{{#each this}}<li><span>{{label}}</span><svg aria-hidden="true" width="100%" height="8">{{#each segments}}<rect class="{{tone}}" x="{{x}}%" width="{{width}}%" height="8" rx="1.5"></rect>{{/each}}</svg><b>{{time}}</b></li>{{/each}}</ol>`,

  'md-blocks': `{{#each this}}{{> (lookup this "kind")}}{{/each}}`,
  'md-spans': `{{#each this}}{{> (lookup this "kind")}}{{/each}}`,
  'md-paragraph': `<p>{{> md-spans spans}}</p>`,
  'md-heading': `<p><strong>{{> md-spans spans}}</strong></p>`,
  'md-code': `<pre tabindex="0">{{text}}</pre>`,
  'md-quote': `<blockquote>{{> md-blocks blocks}}</blockquote>`,
  'md-list': `{{#if isOrdered}}<ol>{{#each items}}<li>{{> md-blocks blocks}}</li>{{/each}}</ol>{{else}}<ul>{{#each items}}<li>{{> md-blocks blocks}}</li>{{/each}}</ul>{{/if}}`,
  'md-table': `<div class="scroll"><table><thead><tr>{{#each head}}<th scope="col">{{> md-spans spans}}</th>{{/each}}</tr></thead><tbody>{{#each rows}}<tr>{{#each cells}}<td>{{> md-spans spans}}</td>{{/each}}</tr>{{/each}}</tbody></table></div>`,
  'md-rule': `<hr>`,
  'md-text': `{{text}}`,
  'md-codespan': `<code>{{text}}</code>`,
  'md-strong': `<strong>{{> md-spans spans}}</strong>`,
  'md-emphasis': `<em>{{> md-spans spans}}</em>`,
  'md-deleted': `<del>{{> md-spans spans}}</del>`,
  'md-link': `<a href="{{href}}" rel="noreferrer">{{> md-spans spans}}</a>`,
  'md-break': `<br>`,
})

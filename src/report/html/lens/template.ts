/** The tokens of a run: boxes that open. */
export const LENS: string = `<section aria-labelledby="{{id}}" class="lens">
  <h2 id="{{id}}">Tokens <small>{{lens.count}}{{#if name}} · {{name}}{{/if}}</small></h2>
  <p class="note">{{lens.about}}</p>
  {{#each lens.tokens}}{{> lens-token}}{{/each}}
</section>
`

/** One of them. */
export const LENS_PARTIALS: Readonly<Record<string, string>> = Object.freeze({
  'lens-token': `<details class="token" id="{{id}}"><summary><strong>{{title}}</strong> <span class="verdict-word {{tone}}">{{summary}}</span></summary>
<div class="token-body">
{{#if findings}}<ul class="findings">{{#each findings}}<li class="{{level}}"><b>{{level}}</b> It {{text}}.</li>{{/each}}</ul>{{/if}}
{{#each parts}}<h3>{{name}}</h3>{{#if rows}}<div class="scroll"><table class="claims"><tbody>{{#each rows}}<tr><th scope="row"><code>{{name}}</code></th><td><code>{{value}}</code></td><td class="quiet">{{meaning}}</td></tr>{{/each}}</tbody></table></div>{{else}}<p class="quiet">None.</p>{{/if}}{{/each}}
<h3>Seen</h3><ul class="plain">{{#each places}}<li>{{#if href}}<a href="{{href}}">{{item}}</a>{{else}}{{item}}{{/if}} <span class="quiet">{{text}}</span></li>{{/each}}{{#if more}}<li class="quiet">and {{more}}</li>{{/if}}</ul>
</div></details>
`,
})

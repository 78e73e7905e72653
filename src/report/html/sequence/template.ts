/** The flow of a run: drawings, and the same in words. */
export const SEQUENCE: string = `<section aria-labelledby="{{id}}" class="flow">
  <h2 id="{{id}}">Flow{{#if name}} <small>{{name}}</small>{{/if}}</h2>
  {{#if sequence.about}}<p class="note">{{sequence.about}}</p>{{/if}}
  {{#each sequence.diagrams}}
  {{#if title}}<details class="sequence"{{#if isOpen}} open{{/if}}><summary>{{title}} <small>{{label}}</small></summary>{{> sequence-diagram}}</details>{{else}}{{> sequence-diagram}}{{/if}}
  {{/each}}
</section>
`

/** Its parts. The list says what the drawing shows, so the drawing is hidden from those who hear the page. */
export const SEQUENCE_PARTIALS: Readonly<Record<string, string>> = Object.freeze({
  'sequence-diagram': `<div class="drawing" role="group" aria-label="{{label}}" tabindex="0">
<svg aria-hidden="true" width="{{drawing.width}}" height="{{drawing.height}}" viewBox="0 0 {{drawing.width}} {{drawing.height}}">
{{#each drawing.lanes}}<line class="lane" x1="{{x}}" x2="{{x}}" y1="{{../drawing.top}}" y2="{{../drawing.bottom}}"></line><svg x="{{x}}" y="0" overflow="visible"><rect class="party" x="-76" y="0.5" width="152" height="39" rx="7"></rect><text class="party" x="0" y="{{#if host}}17{{else}}24{{/if}}" text-anchor="middle">{{name}}</text>{{#if host}}<text class="host" x="0" y="31" text-anchor="middle">{{host}}</text>{{/if}}</svg>
{{/each}}
{{#each drawing.rows}}{{> (lookup this "kind")}}
{{/each}}</svg></div>
<details class="steps"><summary>The same in words</summary><ol>{{#each steps}}<li value="{{number}}">{{#if href}}<a href="{{href}}">{{item}}</a>{{else}}{{item}}{{/if}}{{#if isFailed}} <span class="tally-failed">failed</span>{{/if}}<ul>{{#each legs}}<li>{{this}}</li>{{/each}}</ul></li>{{/each}}</ol></details>`,

  'sequence-divider': `<svg y="{{y}}" overflow="visible"><text class="band" x="0" y="17">{{text}}</text><line class="band" x1="0" x2="100%" y1="25" y2="25"></line></svg>`,

  'sequence-step': `{{#if href}}<a href="{{href}}" tabindex="-1">{{> sequence-arrows}}</a>{{else}}<g>{{> sequence-arrows}}</g>{{/if}}`,

  'sequence-arrows': `<rect class="area" x="0" y="{{top}}" width="100%" height="{{height}}" rx="5"></rect><text class="number {{tone}}" x="20" y="{{y}}" text-anchor="end">{{number}}</text><text class="item-name {{tone}}" x="28" y="{{y}}">{{item}}<title>{{title}}</title></text>
{{#each arrows}}<line class="arrow {{kind}}" x1="{{x1}}" x2="{{x2}}" y1="{{y}}" y2="{{y}}"></line><polygon class="head {{kind}}" points="{{head}}"></polygon><text class="label" x="{{labelX}}" y="{{labelY}}"><tspan class="strong {{tone}}">{{strong}}</tspan> {{label}}</text>{{#with passed}}<text class="passed" x="{{../labelX}}" y="{{y}}">{{text}}</text>{{/with}}
{{/each}}`,
})

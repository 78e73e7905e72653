/** A request as code. The tabs are radio buttons: they work by keyboard, and without a script. */
export const REPRODUCE: string = `<section class="reproduce">
<h6 id="{{id}}">Reproduce</h6>
{{#if variables}}<p class="quiet">Set {{#each variables}}{{#unless @first}}, {{/unless}}<code>{{this}}</code>{{/each}} in the environment first: the values are masked here.{{#if isBasic}} <code>BASIC_CREDENTIALS</code> is <code>user:password</code> in Base64.{{/if}}</p>{{/if}}
{{#if note}}<p class="quiet">{{note}}</p>{{/if}}
<div class="tabs" role="radiogroup" aria-labelledby="{{id}}">
{{#each tabs}}<input type="radio" name="{{../id}}" id="{{id}}"{{#if isFirst}} checked{{/if}}><label for="{{id}}">{{language}}</label>
{{/each}}<div class="panels">{{#each tabs}}<div class="body"><pre class="copy-text" tabindex="0" role="group" aria-label="{{language}}">
{{text}}</pre></div>{{/each}}</div>
</div></section>
`

const LANGUAGES = 11

/** The panel of the tab that is chosen. */
const CHOSEN = Array.from(
  { length: LANGUAGES },
  (_, index) => `.tabs>input:nth-of-type(${index + 1}):checked~.panels>:nth-child(${index + 1})`,
).join(',')

/** The style of requests as code. */
export const REPRODUCE_STYLE: string = `
.reproduce{border-top:1px solid var(--line);margin-top:1.1rem}
.reproduce>p{font-size:.86rem;margin-bottom:.5rem}
.tabs{display:flex;flex-wrap:wrap;gap:.1rem .15rem;position:relative}
.tabs>input{position:absolute;opacity:0;pointer-events:none}
.tabs>label{cursor:pointer;font-size:.84rem;padding:.22rem .6rem;border-radius:6px;color:var(--quiet)}
.tabs>label:hover{background:var(--sunk);color:var(--ink)}
.tabs>:checked+label{background:var(--accent-soft);color:var(--accent);font-weight:600}
.tabs>:focus-visible+label{outline:2px solid var(--accent);outline-offset:1px}
.panels{flex-basis:100%;min-width:0}
.panels>.body{display:none;margin-top:.35rem}
${CHOSEN}{display:block}
@media print{.tabs>label:not(:checked+label){display:none}}
`

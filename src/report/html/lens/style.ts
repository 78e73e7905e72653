/** The style of the explained tokens. */
export const LENS_STYLE: string = `
.token{background:var(--paper);border:1px solid var(--line);margin-top:-1px}
.lens .token:first-of-type{border-top-left-radius:10px;border-top-right-radius:10px}.lens .token:last-of-type{border-bottom-left-radius:10px;border-bottom-right-radius:10px}
.token>summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .8rem;padding:.55rem 1rem}
.token>summary::before{content:"";flex:none;align-self:center;width:.42em;height:.42em;border:solid var(--quiet);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
.token>summary:hover{background:var(--sunk)}
.token>summary strong{font-weight:550}
.verdict-word{font-size:.85rem;color:var(--quiet)}
.verdict-word.invalid{color:var(--failed);font-weight:600}.verdict-word.warning{color:var(--stopped)}.verdict-word.sound{color:var(--passed)}
.token-body{padding:.2rem 1.25rem 1.1rem;border-top:1px solid var(--line)}
.token h3{font-size:.8rem;font-weight:600;color:var(--quiet);margin:1rem 0 .3rem}
.findings{margin-top:.7rem;font-size:.92rem}
.findings li{padding:.12rem 0}
.findings b{display:inline-block;min-width:4.6rem;font-size:.82rem;font-weight:600;color:var(--quiet)}
.findings .invalid b{color:var(--failed)}.findings .warning b{color:var(--stopped)}.findings .sound b{color:var(--passed)}
.claims th{width:11rem}.claims td:nth-child(2){min-width:12rem;width:45%}
@media (max-width:42rem){.claims tr{display:block;padding:.3rem 0;border-bottom:1px solid var(--line)}.claims :is(th,td){display:block;width:auto!important;min-width:0;border:0;padding:.05rem 0}}
`

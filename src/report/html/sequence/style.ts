/** The style of the sequence diagrams. */
export const SEQUENCE_STYLE: string = `
.drawing{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem 1.1rem}
.drawing>svg{display:block}
.drawing text{font-size:12px;fill:var(--ink)}
.drawing .lane{stroke:var(--strong);stroke-dasharray:2 3}
.drawing rect.party{fill:var(--sunk);stroke:var(--strong)}
.drawing rect.area{fill:none;pointer-events:all}
.drawing a:hover rect.area{fill:var(--accent-soft);fill-opacity:.45}
.drawing text.party{font-weight:600}
.drawing text.host{font-size:10px;fill:var(--quiet)}
.drawing text.band{font-weight:600}
.drawing line.band{stroke:var(--line)}
.drawing text.number{fill:var(--quiet);font-size:11px}
.drawing text.item-name{font-size:12px}
.drawing text.failed{fill:var(--failed);font-weight:600}
.drawing :is(.label,.passed){font-family:var(--mono);font-size:11px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.drawing .passed{fill:var(--accent)}
.drawing .strong{font-weight:700}
.drawing .strong.good{fill:var(--passed)}.drawing .strong.bad{fill:var(--failed)}.drawing .strong.moved{fill:var(--stopped)}
.drawing .arrow{stroke:var(--quiet);stroke-width:1.25}
.drawing .arrow.answer,.drawing .arrow.lost{stroke-dasharray:4 3}
.drawing .head{fill:var(--quiet)}
.drawing .head.lost{fill:var(--failed)}
.drawing a:hover .arrow{stroke:var(--accent);stroke-width:2}.drawing a:hover .head{fill:var(--accent)}.drawing a:hover .item-name{text-decoration:underline}
details.sequence{margin-bottom:.6rem}
.sequence>summary,.steps>summary{display:inline-block;font-size:.9rem;margin:.35rem 0}
.steps>summary{font-size:.85rem;color:var(--quiet);margin-top:.6rem}
.sequence>summary::before,.steps>summary::before{content:"";display:inline-block;width:.42em;height:.42em;margin:0 .55em .14em .1em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
.steps ol{list-style:decimal;padding-left:2.2rem;font-size:.9rem;margin-top:.35rem}
.steps ol>li{padding:.2rem 0}
.steps ul{color:var(--quiet);font-size:.94em}
@media print{.drawing{overflow:visible;border:0;padding:0}.drawing>svg{max-width:100%;height:auto}}
`

/** The style of what is shown of a request: its line, failures, bodies, variables, times. */
export const DETAIL_STYLE: string = `.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem 1.1rem;margin-bottom:.8rem;box-shadow:inset 3px 0 var(--failed)}
.card h3{font-size:1.08rem;font-weight:650;letter-spacing:-.01em;line-height:1.35}
.card h3 a{color:inherit;text-decoration-color:var(--strong)}
.card h4{font-size:1rem;font-weight:600;display:grid;grid-template-columns:1rem minmax(0,1fr);gap:.55rem;align-items:center}
.problem{margin-top:.95rem}.problem .failure{margin:.2rem 0 0 1.55rem}
.path{font-size:.88rem;color:var(--quiet)}
.path span+span::before{content:"›";margin:0 .4rem}
.path span+em::before{content:"·";margin:0 .4rem}
.path:empty{display:none}
.exchange{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .65rem;margin-top:.15rem}
.answer .body{margin-top:0}.answer pre{max-height:11rem}
.method{font-size:.82rem;font-weight:600;letter-spacing:.02em;color:var(--quiet)}
.status{font-weight:600}
.status.good{color:var(--passed)}.status.bad{color:var(--failed)}.status.moved{color:var(--stopped)}.status.none{color:var(--quiet);font-weight:400}
.message{white-space:pre-wrap;color:var(--quiet);margin-top:.15rem}
.compare{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.75rem;margin-top:.55rem}
.compare p{font-size:.82rem;color:var(--quiet);margin-bottom:.2rem}
.compare>div{position:relative}
.expected .changed,.members .minus{background:var(--passed-soft);color:var(--passed)}
.actual .changed,.members .plus{background:var(--failed-soft);color:var(--failed)}
.compare pre,.members,.excerpt{padding-left:0;padding-right:0}
.compare pre span,.members span,.excerpt span{display:block;padding:0 .9rem}
.members,.excerpt{margin-top:.55rem}
.members span{padding-left:1.9rem;position:relative}
.members span::before{position:absolute;left:.8rem}
.members .minus::before{content:"−"}.members .plus::before{content:"+"}
.members .folded{color:var(--quiet)}.members .folded::before{content:"⋯"}
.members b{font-weight:400;color:var(--quiet)}.members :is(.minus,.plus) b{color:inherit}
.signs .minus{color:var(--passed)}.signs .plus{color:var(--failed)}
.excerpt i{display:inline-block;min-width:2.2rem;padding-right:.9rem;text-align:right;color:var(--quiet);user-select:none}
.excerpt .here{background:var(--failed-soft)}
.hint{margin-top:.5rem}
.hint::before{content:"→ ";color:var(--accent)}
.origin:empty{display:none}.origin{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin-top:.45rem;font-size:.86rem;color:var(--quiet)}
pre{background:var(--sunk);border-radius:7px;padding:.55rem .9rem;overflow:auto;max-height:26rem;white-space:pre-wrap;line-height:1.5;tab-size:2}
i{font-style:normal}
.key{color:var(--accent)}.literal{color:var(--literal)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.fold>summary{display:inline-block;font-size:.88rem;color:var(--quiet);margin-top:.5rem}
.fold>summary:hover,.group>summary:hover{color:var(--accent)}
.fold>summary::before,.group>summary::before{content:"";display:inline-block;width:.42em;height:.42em;margin:0 .6em .14em .1em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details[open]>summary::before{transform:rotate(45deg) translate(-.08em,-.08em)}
.evidence>summary{margin-top:.9rem}
.others ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.92rem;margin-top:.35rem}
.run-name{font-size:1rem;margin:1.25rem 0 .6rem}
.group{margin:.3rem 0 .5rem}
.group>summary{display:flex;align-items:baseline;gap:.6rem;padding:.4rem 0 .3rem}
.group>summary::before{align-self:center;margin:0;color:var(--quiet);flex:none}
.group>summary :is(h3,h4,h5,h6){font-size:1rem;font-weight:600;color:inherit;margin:0}
.group>summary span{font-size:.86rem;white-space:nowrap}
.tally-failed{color:var(--failed)}
.group .group{margin-left:.4rem;padding-left:.9rem;border-left:1px solid var(--line)}
.description{font-size:.93rem;max-width:52rem;margin:.1rem 0 .7rem;max-height:18rem;overflow:auto;color:var(--quiet)}
.description>*+*{margin-top:.45rem}
.description ul,.description ol{padding-left:1.3rem;list-style:disc}.description ol{list-style:decimal}
.description blockquote{border-left:2px solid var(--strong);padding-left:.8rem}
.description hr{border:0;border-top:1px solid var(--line)}
.description strong{color:var(--ink);font-weight:600}.description em{font-style:italic;color:inherit}
.description table{width:auto}
.item{background:var(--paper);border:1px solid var(--line);margin-top:-1px}

.chunk .item{border-radius:0!important}
.chunk+.chunk .item:first-child{margin-top:-1px}
.item:first-child,.group+.item{border-top-left-radius:8px;border-top-right-radius:8px;margin-top:0}.item:last-child,.item:has(+.group){border-bottom-left-radius:8px;border-bottom-right-radius:8px}.group+.item{margin-top:.6rem}
.item>summary{display:grid;grid-template-columns:1rem 3.4rem minmax(0,1.05fr) minmax(0,1fr) 2.6rem 2.6rem 4.3rem 4.5rem 8.5rem;gap:0 .75rem;align-items:center;padding:.4rem .9rem}
.item>summary:hover{background:var(--sunk)}
.item>summary:focus-visible{outline-offset:-2px}
.item[open]>summary{border-bottom:1px solid var(--line)}
.title,.item>summary .method,.item>summary .url{overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.title strong{font-weight:550}
.item>summary .url{color:var(--quiet);font-size:.82rem}
.item .time,.item .size,.item .assertions,.item>summary .status{text-align:right;font-size:.9rem;white-space:nowrap}
.item .time,.item .size,.item .assertions{color:var(--quiet)}
.item.failed>summary :is(strong,.none){color:var(--failed)}
.fall{display:block;overflow:visible}
.detail{padding:.2rem 1.25rem 1.2rem}
.detail>.description{margin:.7rem 0 0}
.detail>.failure{border-left:3px solid var(--failed);padding-left:.9rem;margin:.9rem 0}
.part,h6{font-size:.82rem;font-weight:600;color:var(--quiet);margin:1.05rem 0 .3rem}
.checks li{display:grid;grid-template-columns:1rem minmax(0,1fr);gap:0 .6rem;align-items:center;padding:.1rem 0}
.checks .failure{grid-column:2;margin:.1rem 0 .6rem}
.checks .mark{width:.85rem;height:.85rem}
.lanes li{display:grid;grid-template-columns:15rem minmax(0,1fr) 4.5rem;gap:0 1rem;align-items:center;font-size:.88rem;padding:.08rem 0}
.lanes svg{display:block;background:var(--sunk);border-radius:2px}
.lanes b{font-weight:400;text-align:right;color:var(--quiet)}
rect.dns{fill:var(--dns)}rect.tcp{fill:var(--tcp)}rect.tls{fill:var(--tls)}rect.wait{fill:var(--accent)}rect.load{fill:var(--load)}rect.lost{fill:var(--failed)}rect.earlier{fill:var(--strong)}
ul.phases{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-size:.84rem;color:var(--quiet);margin-top:.25rem}
ul.phases b{font-weight:550;color:var(--ink)}
ul.phases li::before{content:"";display:inline-block;width:.55rem;height:.55rem;border-radius:2px;margin-right:.4rem}
li.dns::before{background:var(--dns)}li.tcp::before{background:var(--tcp)}li.tls::before{background:var(--tls)}li.wait::before{background:var(--accent)}li.load::before{background:var(--load)}
.exchange-detail{border-top:1px solid var(--line);margin-top:1rem}
.body{margin-top:.5rem}.body>p{font-size:.86rem;margin-bottom:.2rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.92em;width:100%}
th,td{text-align:left;vertical-align:top;padding:.22rem 1.1rem .22rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:.86rem}
tbody th{font-weight:550}
.variables td:nth-child(2){max-width:26rem}
.unset :is(th,td){color:var(--failed)}
pre.headers{background:none;padding:.25rem 0;font-size:.84rem;max-height:20rem}
pre.headers b{font-weight:400;color:var(--quiet)}
.console li{display:grid;grid-template-columns:3rem minmax(0,1fr);gap:.6rem;font-size:.9rem;padding:.1rem 0;border-bottom:1px solid var(--line)}
.console span{color:var(--quiet)}.console pre{background:none;padding:0;max-height:14rem}
.console .error span,.console .error pre{color:var(--failed)}.console .warn span{color:var(--stopped)}
.plain{font-size:.93rem}.redirects li{padding:.4rem 0;font-size:.93rem}
.copyable{position:relative}
.copy{padding:0 .45rem;height:1.5rem;font-size:.8rem;opacity:0}
.copyable>.copy{position:absolute;bottom:.4rem;right:.4rem}
.copyable:hover>.copy,.copyable:focus-within>.copy,.exchange:hover>.copy,.copy:focus-visible{opacity:1}
@media (hover:none){.copy{opacity:1}}`

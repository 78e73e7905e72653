import { LENS_STYLE } from './lens/style.ts'
import { REPRODUCE_STYLE } from './reproduce/style.ts'
import { SEQUENCE_STYLE } from './sequence/style.ts'

/** The style sheet of the page. Colours meet WCAG AA on their ground, in light and in dark. */
export const STYLE: string = `
:root{color-scheme:light dark;
--ground:#f6f7f9;--paper:#fff;--sunk:#f3f4f7;--ink:#1b1f26;--quiet:#59616e;--line:#e3e6eb;--strong:#c9ced6;
--accent:#3452c4;--passed:#16703f;--failed:#c62f36;--stopped:#a15c00;--skipped:#6b7280;
--passed-soft:#e7f5ed;--failed-soft:#fdecec;--stopped-soft:#fdf2e2;--accent-soft:#e9edfb;
--literal:#9a4a09;
--mono:ui-monospace,"SF Mono","Cascadia Mono","Segoe UI Mono",Menlo,Consolas,"Liberation Mono",monospace;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{
--ground:#0f1217;--paper:#161a21;--sunk:#11151b;--ink:#e4e7ec;--quiet:#98a1b0;--line:#262c36;--strong:#3a4350;
--accent:#93a8ff;--passed:#4fc889;--failed:#ff8484;--stopped:#e5ae5b;--skipped:#98a1b0;
--passed-soft:#12291f;--failed-soft:#331a1d;--stopped-soft:#2f2413;--accent-soft:#1d2542;
--literal:#e8b07a}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:7rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,pre,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
code,pre{font-family:var(--mono);font-size:.86em;unicode-bidi:isolate}
small{font-size:.8em;font-weight:400;color:var(--quiet)}
em{font-style:normal;color:var(--quiet)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper);z-index:9}
.skip:focus{top:1rem}
.quiet{color:var(--quiet)}
.note{color:var(--quiet);margin:.25rem 0 1rem}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.75rem}
.verdict{display:flex;align-items:center;gap:.5rem;font-size:.95rem}
header.passed .verdict{color:var(--passed)}header.failed .verdict{color:var(--failed)}header.stopped .verdict{color:var(--stopped)}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.02em;font-weight:650;margin:.35rem 0 .4rem}
.sentence{font-size:1.05rem;color:var(--quiet)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.6rem,1fr));margin:1.75rem 0 .9rem;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.facts div{padding:.8rem 1.1rem;box-shadow:-1px -1px var(--line)}
.facts dt{font-size:.78rem;color:var(--quiet)}
.facts dd{font-size:1.2rem;font-weight:600;letter-spacing:-.01em;white-space:nowrap}
.facts small{display:block;font-size:.78rem;letter-spacing:0;white-space:normal;line-height:1.3}
.facts .bad{color:var(--failed)}
.when{font-size:.85rem;color:var(--quiet);display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.source{font-family:var(--mono);font-size:.92em}
main>section{margin-top:2.75rem}
h2{font-size:1.1rem;font-weight:650;letter-spacing:-.01em;margin-bottom:.9rem}
h2 small{margin-left:.3rem}
.mark{flex:none;display:inline-block;width:1rem;height:1rem;border-radius:50%;background:var(--skipped);position:relative}
.mark.passed{background:var(--passed)}.mark.failed{background:var(--failed)}.mark.stopped{background:var(--stopped)}
.mark::after{content:"";position:absolute;inset:0;background:var(--paper);clip-path:polygon(25% 44%,75% 44%,75% 56%,25% 56%)}
.mark.passed::after{clip-path:polygon(22% 52%,31% 43%,43% 55%,69% 29%,78% 38%,43% 73%)}
.mark.failed::after{clip-path:polygon(27% 36%,36% 27%,50% 41%,64% 27%,73% 36%,59% 50%,73% 64%,64% 73%,50% 59%,36% 73%,27% 64%,41% 50%)}
.card{background:var(--paper);border:1px solid var(--line);border-left:3px solid var(--failed);border-radius:10px;padding:1.05rem 1.25rem 1.1rem;margin-bottom:.9rem}
.card h3{font-size:1.05rem;font-weight:600;line-height:1.35}
.path{font-size:.85rem;color:var(--quiet);margin-bottom:.2rem}
.path span::after{content:"›";margin:0 .4rem;color:var(--strong)}
.path em::before{content:"·";margin:0 .4rem}
.exchange{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .65rem;margin-top:.3rem;font-size:.9rem;line-height:1.6}
.method{font-family:var(--mono);font-size:.8rem;font-weight:600;color:var(--quiet)}
.status{font-weight:600}
.status.good{color:var(--passed)}.status.bad{color:var(--failed)}.status.moved{color:var(--stopped)}.status.none{color:var(--quiet);font-weight:400}
.failure{margin-top:.6rem}
.message{white-space:pre-wrap}
.compare{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.75rem;margin-top:.7rem}
.compare p{font-size:.78rem;color:var(--quiet);margin-bottom:.25rem}
.compare pre{line-height:1.55}
.expected .changed{background:var(--passed-soft);color:var(--passed)}
.actual .changed{background:var(--failed-soft);color:var(--failed)}
.compare pre{padding-left:0;padding-right:0}.compare pre span{display:block;padding:0 .9rem}
.hint{margin-top:.6rem;color:var(--ink)}
.hint::before{content:"→ ";color:var(--accent)}
.origin{display:flex;flex-wrap:wrap;gap:.15rem 1rem;margin-top:.6rem;font-size:.83rem;color:var(--quiet)}
pre{background:var(--sunk);border-radius:8px;padding:.7rem .9rem;overflow:auto;max-height:28rem;white-space:pre-wrap;line-height:1.55;tab-size:2}
i{font-style:normal}
.key{color:var(--accent)}.literal{color:var(--literal)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.stack>summary,.others>summary,details.headers>summary{display:inline-block;font-size:.85rem;color:var(--quiet);margin-top:.5rem}
.stack>summary::before,.others>summary::before,details.headers>summary::before,.group>summary::before{content:"";display:inline-block;width:.42em;height:.42em;margin:0 .55em .14em .1em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details[open]>summary::before{transform:rotate(45deg) translate(-.08em,-.08em)}
.others ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.88rem;margin-top:.35rem}
.timeline{display:block;overflow:visible}
.timeline text{font-size:11px;fill:var(--quiet)}
.tick{stroke:var(--line)}
rect{fill:var(--accent)}
rect.failed{fill:var(--failed)}rect.skipped{fill:var(--skipped)}rect.script{fill:var(--strong)}
.timeline a:hover rect{opacity:.65}
.legend{display:flex;gap:1.25rem;font-size:.8rem;color:var(--quiet);margin-top:.6rem}
.legend span::before{content:"";display:inline-block;width:.7rem;height:.5rem;border-radius:2px;margin-right:.4rem;background:var(--accent)}
.legend .failed::before{background:var(--failed)}.legend .script::before{background:var(--strong)}
.tools{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;align-items:center;gap:.6rem .9rem;padding:.6rem 0;background:var(--ground)}
.search{flex:1 1 16rem}
input[type=search],button{font:inherit;font-size:.9rem;color:inherit;background:var(--paper);border:1px solid var(--strong);border-radius:8px;padding:.4rem .75rem}
input[type=search]{width:100%}
input::placeholder{color:var(--quiet);opacity:1}
button{cursor:pointer}button:hover{border-color:var(--accent);color:var(--accent)}
fieldset{border:1px solid var(--strong);border-radius:8px;display:flex;overflow:hidden;background:var(--paper)}
fieldset label{cursor:pointer;position:relative;font-size:.9rem}
fieldset input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
fieldset span{display:block;padding:.4rem .8rem}
fieldset :checked+span{background:var(--accent-soft);color:var(--accent);font-weight:600}
fieldset :focus-visible+span{outline:2px solid var(--accent);outline-offset:-2px;border-radius:8px}
output{font-size:.85rem;color:var(--quiet);min-width:7rem;text-align:right}
.run-name{font-size:1rem;margin:1.25rem 0 .6rem}
.group{margin:.35rem 0 .5rem}
.group>summary{display:flex;align-items:baseline;gap:.6rem;padding:.45rem 0 .35rem}
.group>summary::before{align-self:center;margin-bottom:0;color:var(--quiet);flex:none}
.group>summary :is(h3,h4,h5,h6){font-size:.97rem;font-weight:600}
.group>summary span{font-size:.83rem;white-space:nowrap}
.tally-failed{color:var(--failed)}
.group .group{margin-left:.4rem;padding-left:.9rem;border-left:1px solid var(--line)}
.description{white-space:pre-wrap;color:var(--quiet);font-size:.9rem;max-width:52rem;margin:0 0 .7rem;max-height:16rem;overflow:auto}
.item{background:var(--paper);border:1px solid var(--line);margin-top:-1px;}
.long .item{content-visibility:auto;contain-intrinsic-size:auto 2.6rem}
.item:first-child,.group+.item{border-top-left-radius:8px;border-top-right-radius:8px;margin-top:0}.item:last-child,.item:has(+.group){border-bottom-left-radius:8px;border-bottom-right-radius:8px}.group+.item{margin-top:.6rem}
.item>summary{display:grid;grid-template-columns:1rem 3.6rem minmax(0,1.05fr) minmax(0,1fr) 3.6rem 2.6rem 4.3rem 4.5rem 9rem;gap:0 .8rem;align-items:center;padding:.5rem .9rem}
.item>summary:hover{background:var(--sunk)}
.item[open]>summary{border-bottom:1px solid var(--line)}
.title,.item>summary .method,.item>summary .url{overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.title strong{font-weight:550}
.item>summary .url{color:var(--quiet);font-size:.8rem}
.item .time,.item .size,.item .assertions,.item>summary .status{text-align:right;font-size:.87rem;white-space:nowrap}
.item .time,.item .size,.item .assertions{color:var(--quiet)}
.item.failed>summary :is(strong,.none){color:var(--failed)}
.fall{display:block;overflow:visible}
.detail{padding:.35rem 1.25rem 1.25rem;scroll-margin-top:7.5rem}
.detail>.description{margin:.7rem 0 0}
.detail>.failure{border-left:3px solid var(--failed);padding-left:.9rem;margin:.9rem 0}
h6{font-size:.8rem;font-weight:600;color:var(--quiet);margin:1.15rem 0 .4rem}
.checks li{display:grid;grid-template-columns:1rem minmax(0,1fr);gap:0 .6rem;align-items:center;padding:.14rem 0}
.checks .failure{grid-column:2;margin:.2rem 0 .6rem}
.checks .message{color:var(--quiet)}
.checks .mark{width:.85rem;height:.85rem}
.exchange-detail{border-top:1px solid var(--line);margin-top:1.1rem}
.body{margin-top:.55rem}.body>p{font-size:.83rem;margin-bottom:.25rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.86rem;width:100%}
th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:.8rem}
tbody th{font-weight:550}
pre.headers{background:none;padding:.3rem 0;font-size:.8rem;max-height:20rem}
pre.headers b{font-weight:400;color:var(--quiet)}
.phases{display:block;border-radius:3px;margin-top:.55rem;overflow:hidden}
rect.dns{fill:#8a94a6}rect.tcp{fill:#c08a3e}rect.tls{fill:#a06cc4}rect.wait{fill:var(--accent)}rect.load{fill:#2f9e8f}
ul.phases{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-size:.8rem;color:var(--quiet);margin-top:.3rem}
ul.phases b{font-weight:550;color:var(--ink)}
ul.phases li::before{content:"";display:inline-block;width:.55rem;height:.55rem;border-radius:2px;margin-right:.4rem}
li.dns::before{background:#8a94a6}li.tcp::before{background:#c08a3e}li.tls::before{background:#a06cc4}li.wait::before{background:var(--accent)}li.load::before{background:#2f9e8f}
.console li{display:grid;grid-template-columns:3rem minmax(0,1fr);gap:.6rem;font-size:.86rem;padding:.12rem 0;border-bottom:1px solid var(--line)}
.console span{color:var(--quiet)}.console pre{background:none;padding:0;max-height:14rem}
.console .error span,.console .error pre{color:var(--failed)}.console .warn span{color:var(--stopped)}
.plain{font-size:.9rem}.redirects li{padding:.5rem 0;font-size:.9rem}
.copyable{position:relative}
.copy{position:absolute;top:.4rem;right:.4rem;padding:.1rem .5rem;font-size:.78rem;opacity:0}
.copyable:hover .copy,.copyable:focus-within .copy,.copy:focus-visible{opacity:1}
footer{padding-top:2.5rem;padding-bottom:3rem;font-size:.83rem;color:var(--quiet)}
@media (max-width:60rem){.item>summary{grid-template-columns:1rem 3.6rem minmax(0,1.05fr) minmax(0,1fr) 3.6rem 2.6rem 4.3rem}.item .size,.fall{display:none}}
@media (max-width:42rem){
body{font-size:14px}.tools{position:static}header,main,footer{padding-left:1rem;padding-right:1rem}header{padding-top:1.75rem}h1{font-size:1.5rem}
.facts{grid-template-columns:1fr 1fr}.facts div{padding:.6rem .9rem}
.compare{grid-template-columns:minmax(0,1fr)}
.item>summary{grid-template-columns:1rem minmax(0,1fr) auto auto;gap:.05rem .6rem;padding:.55rem .8rem}
.item>summary .method{display:none}.title{white-space:normal}.item>summary .url{grid-column:2/-1;grid-row:2}
.item .assertions{display:none}.detail{padding:.25rem .9rem 1rem}
.timeline text:nth-of-type(even){display:none}.group .group{margin-left:.1rem;padding-left:.6rem}
output{text-align:left}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{:root{color-scheme:light;--ground:#fff;--sunk:#f6f7f9}.tools,.skip,.copy{display:none!important}
pre{max-height:none}.card,.item>summary,tr{break-inside:avoid}.item{content-visibility:visible}h2,h3,h6{break-after:avoid}a{color:inherit}
header,main,footer{max-width:none;padding-left:0;padding-right:0}}
${SEQUENCE_STYLE}${LENS_STYLE}${REPRODUCE_STYLE}`

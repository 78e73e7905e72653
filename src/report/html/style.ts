import { LENS_STYLE } from './lens/style.ts'
import { REPRODUCE_STYLE } from './reproduce/style.ts'
import { SEQUENCE_STYLE } from './sequence/style.ts'
import { DETAIL_STYLE } from './style-detail.ts'

/** The style sheet of the page. Colours meet WCAG AA on their ground, in light and in dark. */
export const STYLE: string = `
:root{color-scheme:light dark;
--ground:light-dark(#f5f6f8,#0e1116);--paper:light-dark(#fff,#151920);--sunk:light-dark(#f4f5f8,#10141a);
--ink:light-dark(#191d24,#e3e7ed);--quiet:light-dark(#5a6270,#98a2b2);--line:light-dark(#e4e7ec,#252b35);--strong:light-dark(#c8ced7,#3a4350);
--accent:light-dark(#3550c2,#94a9ff);--passed:light-dark(#136b3a,#4fc889);--failed:light-dark(#bf2a32,#ff8a8a);--stopped:light-dark(#935300,#e5ae5b);--skipped:light-dark(#667080,#98a2b2);
--passed-soft:light-dark(#e5f4eb,#11291f);--failed-soft:light-dark(#fdecec,#331a1e);--stopped-soft:light-dark(#fcf1e0,#2d2313);--accent-soft:light-dark(#e9edfb,#1c2442);
--literal:light-dark(#8f4508,#e8b07a);--dns:light-dark(#8a94a6,#7d8797);--tcp:light-dark(#c08a3e,#c99a55);--tls:light-dark(#a06cc4,#b58ad2);--load:light-dark(#2f9e8f,#43b3a3);
--mono:ui-monospace,"SF Mono","Cascadia Mono","Segoe UI Mono",Menlo,Consolas,"Liberation Mono",monospace;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
:root[data-theme=dark]{color-scheme:dark}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.5 var(--sans);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,pre,fieldset,figure,blockquote{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
code,pre{font-family:var(--mono);font-size:.88em;unicode-bidi:isolate}
small{font-size:.82em;font-weight:400;color:var(--quiet)}
em{font-style:normal;color:var(--quiet)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--paper);z-index:9}
.skip:focus{top:1rem}
.quiet{color:var(--quiet)}
.note{color:var(--quiet);margin:.25rem 0 .9rem}
body>header,main,footer{max-width:78rem;margin:0 auto;padding:0 1.75rem}
body>header{padding-top:2.25rem}
.verdict{display:inline-flex;align-items:center;gap:.45rem;font-size:.93rem;padding:.18rem .7rem .18rem .4rem;border-radius:99px}
.verdict.passed{color:var(--passed);background:var(--passed-soft)}.verdict.failed{color:var(--failed);background:var(--failed-soft)}.verdict.stopped{color:var(--stopped);background:var(--stopped-soft)}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.022em;font-weight:650;margin:.7rem 0 .3rem;text-wrap:balance}
h1.size-1{font-size:2.4rem}h1.size-3{font-size:1.5rem}h1.size-4{font-size:1.3rem}h1.size-5{font-size:1.15rem}h1.size-6{font-size:1rem}
.sentence{font-size:1.08rem}
.when{font-size:.9rem;color:var(--quiet);display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin-top:.35rem}
.when strong{font-weight:600;color:var(--ink)}
.source{font-family:var(--mono);font-size:.93em}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.4rem,1fr));margin:1.35rem 0 0;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.facts div{padding:.65rem 1rem .7rem;box-shadow:-1px -1px var(--line)}
.facts dt{font-size:.82rem;color:var(--quiet)}
.facts dd{font-size:1.2rem;font-weight:600;letter-spacing:-.01em;white-space:nowrap}
.facts small{display:block;font-size:.82rem;letter-spacing:0;white-space:normal;line-height:1.35}
.facts .bad{color:var(--failed)}
.about{margin-top:.6rem}
main>section{margin-top:2.25rem}
h2{font-size:1.07rem;font-weight:650;letter-spacing:-.01em;margin-bottom:.7rem}
h2 small{margin-left:.3rem}
.mark{flex:none;display:inline-block;width:1rem;height:1rem;border-radius:50%;background:var(--skipped);position:relative}
.mark.passed{background:var(--passed)}.mark.failed{background:var(--failed)}:is(.mark.stopped,.mark.retried,.mark.known){background:var(--stopped)}
.mark::after{content:"";position:absolute;inset:0;background:var(--paper);clip-path:polygon(25% 44%,75% 44%,75% 56%,25% 56%)}
.mark.passed::after{clip-path:polygon(22% 52%,31% 43%,43% 55%,69% 29%,78% 38%,43% 73%)}
.mark.failed::after{clip-path:polygon(27% 36%,36% 27%,50% 41%,64% 27%,73% 36%,59% 50%,73% 64%,64% 73%,50% 59%,36% 73%,27% 64%,41% 50%)}
.looks ol{display:grid;gap:.25rem;counter-reset:look}
.looks li{counter-increment:look;padding-left:1.7rem;position:relative}
.looks li::before{content:counter(look);position:absolute;left:0;width:1.1rem;text-align:right;color:var(--quiet)}
.looks a{font-weight:550}
.looks .quiet{margin-left:.35rem}
.timeline,.histogram{display:block;overflow:visible}
svg text{font-size:11px;fill:var(--quiet)}
.tick{stroke:var(--line)}
rect{fill:var(--accent)}
:is(rect.retried,rect.known){fill:var(--stopped)}rect.failed{fill:var(--failed)}rect.skipped{fill:var(--skipped)}rect.script{fill:var(--strong)}
.timeline a:hover rect{opacity:.65}
.legend,.signs{display:flex;gap:1.25rem;font-size:.82rem;color:var(--quiet);margin-top:.5rem}
.legend span::before{content:"";display:inline-block;width:.7rem;height:.5rem;border-radius:2px;margin-right:.4rem;background:var(--accent)}
.legend .failed::before{background:var(--failed)}.legend .script::before{background:var(--strong)}
.times{display:grid;grid-template-columns:minmax(0,1.3fr) minmax(0,1fr) minmax(0,1fr);gap:1.25rem 2.25rem}
.times h3{font-size:.82rem;font-weight:400;color:var(--quiet);margin-bottom:.3rem}
.percentile{stroke:var(--quiet);stroke-dasharray:2 3}
.marks{display:flex;gap:1.6rem;margin-top:.5rem}
.marks div{display:flex;gap:.45rem}.marks dt{color:var(--quiet)}.marks dd{font-weight:600}
.ranks li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;padding:.12rem 0 .2rem}
.ranks a{color:inherit;text-decoration-color:var(--strong);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.ranks b{font-weight:550}
.ranks svg{grid-column:1/-1;display:block}
.matrix{width:auto}
.matrix th,.matrix td{padding:.16rem .3rem;white-space:nowrap;border:0}
.matrix thead th{text-align:right}.matrix thead th:first-child{text-align:left}
.matrix tbody th{position:sticky;left:0;background:var(--ground);max-width:18rem;overflow:hidden;text-overflow:ellipsis;padding-right:1rem;font-weight:400}
.matrix td a{display:block;min-width:3.6rem;padding:.12rem .45rem;border-radius:4px;text-align:right;text-decoration:none;font-size:.92em}
.matrix .passed{background:var(--passed-soft);color:var(--passed)}.matrix .failed{background:var(--failed-soft);color:var(--failed);font-weight:600}.matrix :is(.retried,.known){background:var(--stopped-soft);color:var(--stopped)}.matrix .skipped{background:var(--sunk);color:var(--quiet)}
.tools{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .6rem;padding:.55rem 0;background:var(--ground)}
.search{flex:1 1 14rem}
input[type=search],button,select{font:inherit;font-size:.93rem;color:inherit;background:var(--paper);border:1px solid var(--strong);border-radius:7px;padding:.32rem .7rem;height:2.15rem}
select{max-width:14rem}
input[type=search]{width:100%}
input::placeholder{color:var(--quiet);opacity:1}
button{cursor:pointer}button:hover,select:hover{border-color:var(--accent);color:var(--accent)}
fieldset{border:1px solid var(--strong);border-radius:7px;display:flex;overflow:hidden;background:var(--paper);min-width:0}
fieldset label{cursor:pointer;position:relative;font-size:.93rem}
fieldset input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
fieldset span{display:block;padding:.29rem .75rem}
fieldset :checked+span{background:var(--accent-soft);color:var(--accent);font-weight:600}
fieldset :focus-visible+span{outline:2px solid var(--accent);outline-offset:-2px;border-radius:7px}
output{font-size:.88rem;color:var(--quiet);min-width:6.5rem;text-align:right}
${DETAIL_STYLE}
footer{padding-top:2.5rem;padding-bottom:3rem;font-size:.88rem;color:var(--quiet)}
@media (max-width:60rem){.item>summary{grid-template-columns:1rem 3.4rem minmax(0,1.05fr) minmax(0,1fr) 2.6rem 2.6rem 4.3rem}.item .size,.fall{display:none}.times{grid-template-columns:1fr 1fr}.times figure{grid-column:1/-1}}
@media (max-width:42rem){
.tools{position:static}html{scroll-padding-top:1rem}body>header,main,footer{padding-left:1rem;padding-right:1rem}body>header{padding-top:1.4rem}h1{font-size:1.4rem}
.facts{grid-template-columns:1fr 1fr}.facts div{padding:.5rem .8rem}.times{grid-template-columns:minmax(0,1fr)}
.compare{grid-template-columns:minmax(0,1fr)}.card{padding:.8rem .9rem .9rem}
.item>summary{grid-template-columns:1rem minmax(0,1fr) auto auto;gap:.05rem .6rem;padding:.5rem .75rem}
.item>summary .method{display:none}.title{white-space:normal}.item>summary .url{grid-column:2/-1;grid-row:2}
.item .assertions{display:none}.detail{padding:.2rem .8rem 1rem}.lanes li{grid-template-columns:minmax(0,1fr) auto}.lanes svg{grid-column:1/-1}
.timeline text:nth-of-type(even){display:none}.group .group{margin-left:.1rem;padding-left:.6rem}
.variables thead{display:none}.variables tr{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .6rem;padding:.3rem 0;border-bottom:1px solid var(--line)}.variables :is(th,td){border:0;padding:0}.variables :is(th,td:nth-child(2)){grid-column:1/-1}
output{text-align:left}}
@media print{:root{color-scheme:light!important;--ground:#fff;--sunk:#f6f7f9}body{font-size:10pt}.tools,.skip,.copy{display:none!important}
*{print-color-adjust:exact}
.card details::details-content{content-visibility:visible;height:auto}
pre{max-height:none!important}.item>summary,tr,.problem{break-inside:avoid}.item{content-visibility:visible}h2,h3,h4,h5,h6{break-after:avoid}a{color:inherit}
body>header,main,footer{max-width:none;padding-left:0;padding-right:0}}
${SEQUENCE_STYLE}${LENS_STYLE}${REPRODUCE_STYLE}`

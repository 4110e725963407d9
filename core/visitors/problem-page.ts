import { defineProblem } from '../problem.ts'
import { policy } from './policy.ts'
import type { ProblemStatus } from './visit.ts'

const siteOff = defineProblem('site.off', 410, '这个网站现在不对外开放')

/** The codes are those that the API has for the same. */
type Words = { code: string; title: string; sentence: string }

export const problemWords: Record<ProblemStatus, Words> = {
  400: { code: 'request.malformed', title: '请求有误', sentence: '浏览器发来的内容不完整或格式不对，请返回后重试。' },
  401: { code: 'session.none', title: '请先登录', sentence: '登录后才能继续。' },
  403: { code: 'permission.denied', title: '不能打开', sentence: '这项内容不对您开放。' },
  404: { code: 'request.no-such-address', title: '页面不存在', sentence: '页面可能已移走或删除，也可能是网址有误，请核对后重试。' },
  409: { code: 'record.conflict', title: '现在不能操作', sentence: '情况已有变化，请返回后刷新页面再试。' },
  410: { code: siteOff().code, title: '网站已关闭', sentence: '这个网站现在不对外开放。' },
  413: { code: 'request.too-large', title: '内容太大', sentence: '提交的内容超过了限制，请缩短后再试。' },
  415: { code: 'request.media-type', title: '不支持的内容', sentence: '不能识别提交的内容。' },
  422: { code: 'record.invalid', title: '内容不符合要求', sentence: '请返回修改后再提交。' },
  429: { code: 'request.too-often', title: '访问太频繁', sentence: '请稍等一分钟再试。' },
  500: { code: 'server.failed', title: '页面出错了', sentence: '问题已记录下来，请稍后再试。' },
  503: { code: 'server.busy', title: '暂时不能访问', sentence: '系统繁忙，请稍后再试。' },
}

/** No number of HTTP that a page is made for: told like the nearest one that is. */
export function statusWithPage(status: number): ProblemStatus {
  if (status in problemWords) return status as ProblemStatus
  return status < 500 ? 400 : 500
}

const style = `
*{box-sizing:border-box}
html{color-scheme:light dark;--paper:#f7f4f0;--card:#fff;--text:#2b2320;--soft:#756a64;--red:#c1272d;--line:#e8dfd7}
@media (prefers-color-scheme:dark){html{--paper:#191615;--card:#242020;--text:#f0e9e4;--soft:#a99d96;--red:#e8605f;--line:#3a3331}}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--paper);color:var(--text);
font:16px/1.75 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
main{width:min(100%,520px);padding:40px 40px 36px;background:var(--card);border:1px solid var(--line);border-radius:12px;
box-shadow:inset 0 4px var(--red);overflow:hidden}
p{margin:0}
.number{font-size:14px;letter-spacing:.12em;color:var(--red);font-weight:600}
h1{margin:4px 0 12px;font-size:28px;line-height:1.35;font-weight:650}
.sentence{color:var(--soft);overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:12px;margin-top:28px}
a{display:inline-block;padding:8px 20px;border-radius:8px;border:1px solid var(--red);color:var(--red);text-decoration:none}
a.first{background:var(--red);color:var(--card)}
a:focus-visible{outline:3px solid var(--red);outline-offset:3px}
@media (max-width:480px){main{padding:28px 24px}h1{font-size:24px}nav a{flex:1 1 auto;text-align:center}}
`

/** The only style that it needs stands in it: a page that tells of trouble asks for nothing more. */
export const problemPolicy = policy({ styles: [style] })

/** A link that helps on. */
export type WayOn = { title: string; href: string }

/** What whoever gets no page of the site sees instead. It runs no script and needs no other file. */
export function problemPage(status: ProblemStatus, { sentence, waysOn = [] }: { sentence?: string; waysOn?: WayOn[] } = {}): string {
  const { title, sentence: usual } = problemWords[status]
  const links = waysOn.map(({ title, href }, at) => `<a${at === 0 ? ' class="first"' : ''} href="${escaped(href)}">${escaped(title)}</a>`)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="number">${status}</p>
<h1>${title}</h1>
<p class="sentence">${escaped(sentence ?? usual)}</p>
${links.length > 0 ? `<nav aria-label="接下来">${links.join('')}</nav>\n` : ''}</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}

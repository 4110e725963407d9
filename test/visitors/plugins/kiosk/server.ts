import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, definePlugin, defineProblem, type Visit, visitors } from '../../../../core/index.ts'

const soldOut = defineProblem('kiosk.sold-out', 409, '今天的报纸已经发完了')

/** All that a plugin gets to know of a visit without asking. */
const told = (visit: Visit): object => Object.fromEntries(names.map(name => [name, visit[name]]))
const names = [
  ...(['tenantId', 'tenantCode', 'site', 'method', 'base', 'path', 'parameters', 'query', 'headers', 'ip', 'requestId'] as const),
  ...(['userAgent', 'body', 'origin', 'wantsJson'] as const),
]

/** Serves a page with a style of its own, deeds, and whatever a test asks for by the name of the page. */
export default definePlugin({
  needs: { visitors },
  start({ visitors }) {
    const css = visitors.asset('kiosk.css', 'h1 { color: rgb(1, 2, 3) }\n'.repeat(100), 'text/css; charset=utf-8')
    const style = 'p { color: rgb(4, 5, 6) }'
    const page = `<!doctype html><html lang="zh-CN"><title>报刊亭</title><link rel="stylesheet" href="${css}"><style>${style}</style>
      <h1>今日报纸</h1><p>${'欢迎取阅。'.repeat(200)}</p>`
    const prepared = visitors.prepare(page, { styles: [style] })
    visitors.get('front', async () => ({ prepared: await prepared }))
    visitors.get('papers/:number', async visit => ({ json: { ...told(visit), visitor: (await visit.visitor()) ?? null } }))
    visitors.get('closed', () => ({ problem: 410 }))
    visitors.get('sold-out', () => {
      throw soldOut()
    })
    visitors.get('broken', () => {
      throw new Error('the secret of the house')
    })
    visitors.get(
      'hostile',
      (): Answer => ({
        type: 'text/html; charset=utf-8',
        body: `<!doctype html><title>坏页面</title><h1 style="color: rgb(9, 9, 9)">坏页面</h1><style>h1 { background: rgb(8, 8, 8) }</style>
        <script>document.title = 'inline'</script><img src="x" onerror="document.title = 'handler'"><a href="javascript:document.title = 'link'">点我</a>
        <script src="data:text/javascript,document.title = 'data'"></script>`,
      }),
    )
    visitors.post('ring', () => ({ json: {} }), { perMinute: 3 })
    visitors.get('slow', async () => {
      await sleep(400)
      return { json: {} }
    })
    const opened = new Set<unknown>()
    visitors.openFiles(async (_tenantId, fileId) => opened.has(fileId))
    visitors.post('open', ({ body }) => ({ json: opened.add(body['id']).size }))
    visitors.get('own/:id', visit => visitors.file(visit, visit.parameters['id']!))
    visitors.post('sign', async ({ body, visitor }) => ({ json: { body, visitor: (await visitor()) ?? null } }), { perMinute: 100 })
    visitors.get('plain', () => ({ body: '一页', type: 'text/plain; charset=utf-8' }))
    visitors.get('*', () => ({ problem: 404 }))
  },
})

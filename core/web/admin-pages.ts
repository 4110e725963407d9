import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

// Styles are set on elements by the widgets; scripts come from here alone, and none is ever made from text.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "frame-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const year = 31_536_000

/** Named by its content. */
const hashed = /-[\w-]{8}\.\w+(\.(br|gz))?$/

/**
 * The desktop of the admins (/admin), built by `npm run build:web` into `folder`. Its files are below
 * /admin/assets, and kept for good where a hash of their content stands in their names; every other address is the one page, which finds
 * by the address what to show.
 */
export async function adminPages(app: FastifyInstance, folder: string, { demo }: { demo: boolean }): Promise<void> {
  const file = join(folder, 'index.html')
  const built = existsSync(file) ? readFileSync(file, 'utf8') : notBuilt
  // In the demo the pages lead to the developer inbox.
  const page = demo ? built.replace('<html ', '<html data-demo ') : built
  if (existsSync(file))
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/admin/assets/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => reply.header('cache-control', hashed.test(path) ? `public, max-age=${year}, immutable` : 'no-cache'),
    })
  const send = async (_request: FastifyRequest, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .code(built === notBuilt ? 503 : 200)
      .send(page)
  app.get('/admin', send)
  app.get('/admin/*', send)
  app.get('/', async (_request, reply) => reply.redirect('/admin/'))
  // A tenant's own link to its login page (S2.7), short enough to be written down.
  app.get<{ Params: { code: string } }>('/t/:code', async (request, reply) =>
    reply.redirect(`/admin/login/${encodeURIComponent(request.params.code)}`),
  )
}

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>党建云</title>
<p>管理端的页面还没有生成：请以 npm start 启动，或先运行 npm run build:web。</p></html>
`

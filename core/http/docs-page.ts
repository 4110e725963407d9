import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const page = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>党建云接口</title>
    <link rel="icon" href="/api/docs/parts/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/parts/swagger-ui.css" />
  </head>
  <body>
    <div id="document">正在载入接口文档……如未登录，请先登录。</div>
    <script src="/api/docs/parts/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

const start = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#document', deepLinking: true, docExpansion: 'none', filter: true })
`

// Swagger UI sets styles on elements and draws its icons from data addresses; scripts come from here alone.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"

/** The tenant's own endpoints as a page to read and try (/api/docs), for who is signed in. */
export async function docsPage(app: FastifyInstance): Promise<void> {
  const folder = join(import.meta.dirname, '../../node_modules/@fastify/swagger-ui/static')
  await app.register(fastifyStatic, { root: folder, prefix: '/api/docs/parts/', decorateReply: false, index: false })
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  )
  app.get('/api/docs/start.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start))
}

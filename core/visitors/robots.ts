import type { FastifyInstance } from 'fastify'
import type { Sites } from './sites.ts'

const keepMs = 60_000

/** Small, drawn by hand: without one every browser would ask for it in vain. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#c1272d"/><path d="M16 6l2.9 6.6 7.1.7-5.4 4.7 1.6 7L16 21.3 9.8 25l1.6-7L6 13.3l7.1-.7z" fill="#ffd97a"/></svg>`

/** What robots and browsers ask of every origin by themselves. */
export function robotRoutes(server: FastifyInstance, { sitemaps, origins }: Pick<Sites, 'sitemaps' | 'origins'>): void {
  let kept: { paths: Promise<string[]>; until: number } | undefined
  const paths = (): Promise<string[]> => {
    if (!kept || kept.until < Date.now())
      kept = { paths: Promise.all(sitemaps.map(list => list())).then(lists => lists.flat()), until: Date.now() + keepMs }
    kept.paths.catch(() => {
      kept = undefined
    })
    return kept.paths
  }
  server.get('/robots.txt', async (request, reply) => {
    const origin = origins.sites(request)
    const lines = ['User-agent: *', 'Disallow: /-/', 'Disallow: /*/*/-/', ...(await paths()).map(path => `Sitemap: ${origin}${path}`), '']
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=3600').send(lines.join('\n'))
  })
  server.get('/favicon.ico', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
  )
}

import type { FastifyInstance } from 'fastify'
import { allTenants } from '../events/plan-schedules.ts'
import type { Platform } from '../platform.ts'

const keepMs = 60_000

/** Small, drawn by hand: without one every browser would ask for it in vain. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#c1272d"/><path d="M16 6l2.9 6.6 7.1.7-5.4 4.7 1.6 7L16 21.3 9.8 25l1.6-7L6 13.3l7.1-.7z" fill="#ffd97a"/></svg>`

/** Robots read half a megabyte of it. */
const mostSitemaps = 4_000

/** What robots and browsers ask of every origin by themselves. */
export function robotRoutes(server: FastifyInstance, platform: Platform): void {
  const { origins } = platform.visitors
  let kept: { paths: Promise<string[]>; until: number } | undefined
  const paths = (): Promise<string[]> => {
    if (!kept || kept.until < Date.now()) kept = { paths: sitemapsOfAll(platform), until: Date.now() + keepMs }
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

/** Of every site that visitors find, whichever tenant's it is. */
async function sitemapsOfAll(platform: Platform): Promise<string[]> {
  const found: string[] = []
  for (const id of await allTenants(platform)) {
    const tenant = await platform.tenants.of(id)
    if (!tenant?.active) continue
    for (const { plugin, list } of platform.visitors.sitemaps)
      if (tenant.pluginsOn.has(plugin)) found.push(...(await list(id)).map(path => `/${tenant.code}/${path}`))
    if (found.length >= mostSitemaps) break
  }
  return found.slice(0, mostSitemaps)
}

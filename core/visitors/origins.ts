import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Where sites and the desktop are, as the one who asks can get there. */
export type Origins = {
  /** `https://sites.example.cn` */
  sites(request: FastifyRequest): string
  admin(request: FastifyRequest): string
}

export type PublicAddresses = { sitesUrl?: string; adminUrl?: string }

/** The public addresses where they are set; else another port of the host that was asked. */
export function originsOf(
  { sitesUrl, adminUrl }: PublicAddresses,
  servers: () => { admin: FastifyInstance; sites: FastifyInstance },
): Origins {
  return {
    sites: request => sitesUrl ?? besides(request, servers().sites),
    admin: request => adminUrl ?? besides(request, servers().admin),
  }
}

const hostname = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?=:\d{1,5}$|$)/i

/** What names no host leads to this machine: nothing that a client makes up comes into a page. */
function besides({ protocol, headers }: FastifyRequest, server: FastifyInstance): string {
  const port = portOf(server)
  return `${protocol === 'https' ? 'https' : 'http'}://${hostname.exec(headers.host ?? '')?.[0] ?? 'localhost'}${port}`
}

/** The system is asked once: a server keeps its port. */
const ports = new WeakMap<object, string>()

function portOf({ server }: FastifyInstance): string {
  const known = ports.get(server)
  if (known !== undefined) return known
  const address = server.address()
  if (typeof address !== 'object' || address === null) return ''
  const port = `:${address.port}`
  ports.set(server, port)
  return port
}

import type { FastifyInstance } from 'fastify'

/** Every address that the server answers, as `GET /api/v1/core/users/{id}`: read from its own router, whoever put it there. */
export function servedRoutes(server: FastifyInstance): string[] {
  const above: string[] = []
  return server
    .printRoutes()
    .split('\n')
    .flatMap(line => {
      const found = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
      if (!found) return []
      const [, indent = '', part = '', methods] = found
      above.length = indent.length / 4
      above.push(part)
      const path = above.join('').replace(/:(\w+)/g, '{$1}')
      return (methods?.split(', ') ?? []).filter(method => method !== 'HEAD').map(method => `${method} ${path}`)
    })
}

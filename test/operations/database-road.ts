import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A road to a database that can be blocked: what is sent then is swallowed, and nobody hears that the other side is gone. */
export type DatabaseRoad = { url: string; block(applicationName: string): void; blocked(): number; close(): void }

/** Leads to the database of that address, connection by connection. */
export async function databaseRoad(ownerUrl: string): Promise<DatabaseRoad> {
  const { hostname, port } = new URL(ownerUrl)
  const travellers: { name: string; silence(): void }[] = []
  let refused: string | undefined
  let silenced = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer(coming => {
    const going = connect(Number(port), hostname)
    for (const socket of [coming, going]) {
      sockets.add(socket)
      // Either end may break off at any time: that is what it is for.
      socket.on('error', () => {})
    }
    const silence = () => {
      silenced++
      coming.unpipe(going)
      going.unpipe(coming)
      coming.resume()
      going.resume()
      going.destroy()
    }
    coming.once('data', first => {
      // Both ends may be silent before they know who comes: the first message names the application.
      const name = /application_name\0([^\0]*)/.exec(first.toString('latin1'))?.[1] ?? ''
      going.write(first)
      if (refused !== undefined && name.startsWith(refused)) return silence()
      travellers.push({ name, silence })
      coming.pipe(going)
      going.pipe(coming)
    })
    coming.on('close', () => going.destroy())
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const url = new URL(ownerUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    blocked: () => silenced,
    block(name) {
      refused = name
      for (const traveller of travellers.splice(0)) if (traveller.name.startsWith(name)) traveller.silence()
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

import { connect } from 'node:net'

/** Sends bytes to that address as they are, piece by piece, and gives all that comes back until the other side closes. */
export function rawRequest(url: string, pieces: string[]): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let said = ''
    socket.setEncoding('utf8').on('data', text => {
      said += text
    })
    socket.on('close', () => done(said)).on('error', failed)
    for (const piece of pieces) socket.write(piece)
  })
}

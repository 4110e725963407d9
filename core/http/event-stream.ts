import { Readable } from 'node:stream'
import type { Signals } from '../database/signals.ts'
import type { Asked, Reply } from './operation.ts'

type Watching = {
  signals: Signals
  /** The signal that tells of changes, and which of them concern this stream. */
  on: Record<string, (payload: string) => boolean>
  /** Aborted when the server is about to stop: the stream ends. */
  closing: AbortSignal
  /** Milliseconds after which it looks also without a signal, so that a lost one does no more than delay. */
  everyMs: number
}

/** What is to be told now, if it is anything new; `over` ends the stream behind it. */
export type Look = () => Promise<{ told?: unknown; over?: boolean }>

/**
 * Server-Sent Events: what `look` tells, at once and whenever that has changed, until it is over, the listener has gone, or
 * the server stops. `hold` is called when it begins, and what it gives when it ends.
 */
export function eventStream(asked: Asked, watching: Watching, look: Look, hold: () => () => void = () => () => {}): Reply {
  return {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    body: Readable.from(changes(asked, watching, look, hold)),
  }
}

async function* changes(
  asked: Asked,
  { signals, on, closing, everyMs }: Watching,
  look: Look,
  hold: () => () => void,
): AsyncGenerator<string> {
  const letGo = hold()
  let wake: () => void = () => {}
  let gone = false
  const rouse = () => wake()
  const leave = () => {
    gone = true
    wake()
  }
  const stops = Object.entries(on).map(([name, concerns]) => signals.on(name, payload => concerns(payload) && wake()))
  closing.addEventListener('abort', rouse)
  asked.raw.raw.once('close', leave)
  asked.raw.raw.socket.once('close', leave)
  let last: string | undefined
  try {
    while (!closing.aborted && !gone) {
      const changed = new Promise<void>(done => {
        wake = done
      })
      const { told, over } = await look()
      const text = told === undefined ? undefined : JSON.stringify(told)
      // A line that says nothing keeps what stands in between from taking the line for dead.
      yield text === undefined || text === last ? ':\n\n' : `data: ${text}\n\n`
      last = text ?? last
      if (over) return
      let timer: NodeJS.Timeout | undefined
      const later = new Promise(done => {
        timer = setTimeout(done, everyMs).unref()
      })
      await Promise.race([changed, later])
      clearTimeout(timer)
    }
  } finally {
    for (const stop of stops) stop()
    closing.removeEventListener('abort', rouse)
    asked.raw.raw.off('close', leave)
    asked.raw.raw.socket.off('close', leave)
    letGo()
  }
}

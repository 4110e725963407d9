import type { MessagePort, Transferable } from 'node:worker_threads'
import { type FlatError, flattenError, raiseError, SpreadsheetError } from './spreadsheet-error.ts'

/** One way between two threads: the receiver asks, the sender answers, so neither runs ahead of the other. */
type Answer<T> = { value: T } | { done: true } | { error: FlatError }

/** How many values may be on their way at once. */
const ahead = 3

/** Sends all values through the port, each when asked for. Ends early, and quietly, when the receiver has gone. */
export async function sendAll<T>(port: MessagePort, values: AsyncIterable<T>, transfer: (value: T) => Transferable[] = () => []) {
  let asked = 0
  let gone = false
  let wake = () => {}
  port.on('message', () => {
    asked++
    wake()
  })
  port.on('close', () => {
    gone = true
    wake()
  })
  const answer = (message: Answer<T>, list: Transferable[] = []) => port.postMessage(message, list)
  try {
    for await (const value of values) {
      while (asked === 0 && !gone) await new Promise<void>(resolve => (wake = resolve))
      if (gone) return
      asked--
      answer({ value }, transfer(value))
    }
    answer({ done: true })
  } catch (error) {
    answer({ error: flattenError(error) })
  } finally {
    // A port closed at once could overtake its last message in the receiver's queue: the receiver closes.
    if (!gone) port.unref()
  }
}

/** The values that the other side sends. Leaving the loop early tells the sender to stop. */
export async function* receiveAll<T>(port: MessagePort): AsyncGenerator<T> {
  const answers: Answer<T>[] = []
  let gone = false
  let wake = () => {}
  port.on('message', (answer: Answer<T>) => {
    answers.push(answer)
    wake()
  })
  port.on('close', () => {
    gone = true
    wake()
  })
  for (let i = 0; i < ahead; i++) port.postMessage(null)
  try {
    while (true) {
      const answer = answers.shift()
      if (!answer) {
        if (gone) throw new SpreadsheetError('spreadsheet.failed')
        await new Promise<void>(resolve => (wake = resolve))
      } else if ('value' in answer) {
        yield answer.value
        port.postMessage(null)
      } else if ('error' in answer) throw raiseError(answer.error)
      else return
    }
  } finally {
    port.close()
  }
}

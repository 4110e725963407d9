import type { MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { type FlatError, flattenError, raiseError, SpreadsheetError } from './spreadsheet-error.ts'
import type { Tasks } from './worker.ts'

let pool: Piscina | null = null

/** Spreadsheets are parsed and written beside the main thread: started on first use, gone after half a minute without work. */
function spreadsheetPool(): Piscina {
  pool ??= new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 2,
    // A task mostly waits for the database at its other end; others may go on meanwhile.
    concurrentTasksPerWorker: 4,
    idleTimeout: 30_000,
    // With Atomics, an idle worker would not hear that a port was closed.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 },
  })
  return pool
}

/** What a task comes to: an error crosses as data, for threads do not share its class. */
export type Outcome<T> = { value: T } | { error: FlatError }

/** Runs one of the worker's tasks; a worker out of memory means that the sheet was too large. */
export async function runInWorker<Name extends keyof Tasks>(
  name: Name,
  task: Parameters<Tasks[Name]>[0],
  ports: MessagePort[] = [],
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  let outcome: Outcome<Awaited<ReturnType<Tasks[Name]>>>
  try {
    outcome = await spreadsheetPool().run(task, { name, transferList: ports })
  } catch (error) {
    const spent = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    throw spent ? new SpreadsheetError('spreadsheet.too-large', '', { cause: error }) : raiseError(flattenError(error))
  }
  if ('error' in outcome) throw raiseError(outcome.error)
  return outcome.value
}

/** Ends the worker threads; a later call starts new ones. */
export async function closeSpreadsheetPool(): Promise<void> {
  const closing = pool
  pool = null
  await closing?.destroy()
}

import { Readable } from 'node:stream'
import { MessageChannel } from 'node:worker_threads'
import { receiveAll, sendAll } from './channel.ts'
import type { SheetColumn } from './column.ts'
import { crossing } from './outgoing-cell.ts'
import { runInWorker } from './pool.ts'
import type { SheetFormat } from './sniff-format.ts'

export type ExportOptions = {
  /** The sheet's name, in .xlsx. */
  title?: string
  /** For .csv: UTF-8 with a byte order mark unless told otherwise. */
  encoding?: 'utf8' | 'gb18030'
}

const batchRows = 500

/**
 * Writes records as a spreadsheet while they are read, at the pace of whoever reads the stream: neither all rows nor the whole file
 * are ever in memory. Texts that Excel would run as formulas get an apostrophe in front. An error of `rows` destroys the stream
 * with that very error; a stream that is destroyed ends `rows`.
 *
 * @example
 * reply.type('text/csv').send(writeSheet('csv', columns, records))
 */
export function writeSheet(
  format: SheetFormat,
  columns: SheetColumn[],
  rows: AsyncIterable<Record<string, unknown>>,
  options: ExportOptions = {},
): Readable {
  return Readable.from(exportBytes(format, columns, rows, options), { objectMode: false })
}

async function* exportBytes(
  format: SheetFormat,
  columns: SheetColumn[],
  rows: AsyncIterable<Record<string, unknown>>,
  options: ExportOptions,
) {
  const down = new MessageChannel()
  const up = new MessageChannel()
  const task = runInWorker('export', { format, columns, ...options, rows: down.port2, bytes: up.port2 }, [down.port2, up.port2])
  task.catch(() => up.port1.close())
  let failure: unknown
  const remember = (error: unknown) => {
    failure = error
  }
  const feeding = sendAll(down.port1, inBatches(columns, rows, remember))
  try {
    for await (const bytes of receiveAll<Uint8Array>(up.port1)) yield Buffer.from(bytes.buffer)
  } catch (error) {
    if (failure === undefined) await task
    throw failure ?? error
  } finally {
    down.port1.close()
    await feeding
  }
}

async function* inBatches(
  columns: SheetColumn[],
  rows: AsyncIterable<Record<string, unknown>>,
  failed: (error: unknown) => void,
): AsyncGenerator<unknown[][]> {
  let batch: unknown[][] = []
  try {
    for await (const row of rows) {
      batch.push(columns.map(column => crossing(row[column.field])))
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  } catch (error) {
    failed(error)
    throw error
  }
  yield batch
}

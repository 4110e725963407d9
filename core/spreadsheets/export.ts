import { Readable } from 'node:stream'
import { MessageChannel } from 'node:worker_threads'
import { receiveAll, sendAll } from './channel.ts'
import type { SheetColumn } from './column.ts'
import { runInWorker } from './pool.ts'
import type { SheetFormat } from './sniff-format.ts'

export type ExportOptions = {
  /** The sheet's name, in .xlsx. */
  title?: string
  /** For .csv: UTF-8 with a byte order mark unless told otherwise. */
  encoding?: 'utf8' | 'gb18030'
}

/** Rows on their way to the thread that writes: as text, which is copied many times faster than what it tells. */
const batchRows = 500

/**
 * Writes records as a spreadsheet while they are read, at the pace of whoever reads the stream: neither all rows nor the whole file
 * are ever in memory. A row has a value for each column, of a related record its label. Texts that Excel would run as formulas get an
 * apostrophe in front. An error of `pages` destroys the stream with that very error; a stream that is destroyed ends `pages`.
 *
 * @example
 * reply.type('text/csv').send(writeSheet('csv', columns, pagesOfRows))
 */
export function writeSheet(
  format: SheetFormat,
  columns: SheetColumn[],
  pages: AsyncIterable<unknown[][]>,
  options: ExportOptions = {},
): Readable {
  return Readable.from(exportBytes(format, columns, pages, options), { objectMode: false })
}

async function* exportBytes(format: SheetFormat, columns: SheetColumn[], pages: AsyncIterable<unknown[][]>, options: ExportOptions) {
  const down = new MessageChannel()
  const up = new MessageChannel()
  const task = runInWorker('export', { format, columns, ...options, rows: down.port2, bytes: up.port2 }, [down.port2, up.port2])
  task.catch(() => up.port1.close())
  let failure: unknown
  const remember = (error: unknown) => {
    failure = error
  }
  const feeding = sendAll(down.port1, inBatches(pages, remember))
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

async function* inBatches(pages: AsyncIterable<unknown[][]>, failed: (error: unknown) => void): AsyncGenerator<string> {
  try {
    for await (const rows of pages)
      for (let from = 0; from < rows.length; from += batchRows) yield JSON.stringify(rows.slice(from, from + batchRows))
  } catch (error) {
    failed(error)
    throw error
  }
}

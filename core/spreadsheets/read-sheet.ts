import { MessageChannel } from 'node:worker_threads'
import { receiveAll } from './channel.ts'
import type { RowBatch } from './column.ts'
import type { ReadTask } from './parse-sheet.ts'
import { runInWorker } from './pool.ts'

/**
 * Reads an .xlsx or .csv file in a worker thread, in batches of up to 500 rows, at the pace of the loop that takes them.
 * Throws a `SpreadsheetError` for a file that cannot be taken; problems of cells come with their rows, those of the sheet with
 * the header. Columns that the file lacks are missing in `values`, blank cells are null.
 *
 * @example
 * for await (const { header, rows, progress } of readSheet(path, { columns })) await importRows(rows)
 */
export async function* readSheet(path: string, options: Omit<ReadTask, 'path'>): AsyncGenerator<RowBatch> {
  const { port1, port2 } = new MessageChannel()
  const task = runInWorker('read', { ...options, path, port: port2 }, [port2])
  task.catch(() => port1.close())
  try {
    yield* receiveAll<RowBatch>(port1)
  } catch (error) {
    // A worker that died says more than the silence of its port.
    await task
    throw error
  }
}

import type { MessagePort } from 'node:worker_threads'
import { buildTemplate } from './build-template.ts'
import { receiveAll, sendAll } from './channel.ts'
import type { SheetColumn } from './column.ts'
import type { ExportOptions } from './export.ts'
import { csvBytes, xlsxBytes } from './export-bytes.ts'
import { markSheet } from './mark-sheet.ts'
import { type OutgoingCell, outgoingCells } from './outgoing-cell.ts'
import { parseSheet, type ReadTask } from './parse-sheet.ts'
import type { Outcome } from './pool.ts'
import type { SheetFormat } from './sniff-format.ts'
import { flattenError } from './spreadsheet-error.ts'

type ExportTask = ExportOptions & { format: SheetFormat; columns: SheetColumn[]; rows: MessagePort; bytes: MessagePort }

const tasks = {
  read: ({ port, ...task }: ReadTask & { port: MessagePort }) => sendAll(port, parseSheet(task)),
  export: ({ format, columns, rows, bytes, ...options }: ExportTask) => {
    const write = format === 'csv' ? csvBytes : xlsxBytes
    return sendAll(bytes, write(columns, cellsOf(columns, receiveAll<string>(rows)), options), piece => [piece.buffer as ArrayBuffer])
  },
  template: buildTemplate,
  mark: markSheet,
}

async function* cellsOf(columns: SheetColumn[], batches: AsyncIterable<string>): AsyncGenerator<OutgoingCell[][]> {
  const cells = outgoingCells(columns)
  for await (const batch of batches) yield (JSON.parse(batch) as unknown[][]).map(cells)
}

/** The tasks by name, as `runInWorker` sees them. */
export type Tasks = typeof tasks

const read = outcomeOf(tasks.read)
const template = outcomeOf(tasks.template)
const mark = outcomeOf(tasks.mark)
const write = outcomeOf(tasks.export)

// Piscina calls the export of the task's name.
export { mark, read, template, write as export }

/** Errors go back as data; Piscina would send them without their code. */
function outcomeOf<Task, Result>(run: (task: Task) => Promise<Result>): (task: Task) => Promise<Outcome<Result>> {
  return async task => {
    try {
      return { value: await run(task) }
    } catch (error) {
      return { error: flattenError(error) }
    }
  }
}

import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellProblem, SheetColumn, SheetHeader, SheetLimits, SheetRow } from '../../core/spreadsheets/column.ts'
import { readSheet } from '../../core/spreadsheets/read-sheet.ts'

export type Read = { header: SheetHeader; rows: SheetRow[]; problems: CellProblem[]; values: SheetRow['values'][] }

/** The whole of a file, which a test can hold. */
export async function readAll(path: string, columns: SheetColumn[], limits?: Partial<SheetLimits>): Promise<Read> {
  let header: SheetHeader | undefined
  const rows: SheetRow[] = []
  for await (const batch of readSheet(path, { columns, limits })) {
    header = batch.header
    rows.push(...batch.rows)
  }
  return { header: header!, rows, problems: rows.flatMap(row => row.problems), values: rows.map(row => row.values) }
}

let folder: string | undefined
let count = 0

/** A path for a new file; with content, the file. */
export async function temporary(name: string, content?: string | Buffer): Promise<string> {
  folder ??= await mkdtemp(join(tmpdir(), 'spreadsheets-'))
  const path = join(folder, `${count++}-${name}`)
  if (content !== undefined) await writeFile(path, content)
  return path
}

/** The code that a promise fails with. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return (error as { code?: unknown }).code ?? error
  }
  return 'no error'
}

export const samples = new URL('../data/', import.meta.url).pathname

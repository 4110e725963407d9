import type { CellProblem, Matching, SheetColumn } from './column.ts'
import { runInWorker } from './pool.ts'

export type MarkTask = { source: string; problems: CellProblem[]; columns: SheetColumn[]; target: string; matching?: Matching }

/**
 * Copies an uploaded sheet to an .xlsx in which every bad cell is tinted and commented, and every bad row explained in a last column
 * 错误说明; lines stay where they were, so it can be corrected and uploaded again. Of the original's looks, column widths and number
 * formats are kept, other sheets are not. Answers with the number of bad lines.
 */
export async function writeMarkedCopy(
  source: string,
  problems: CellProblem[],
  columns: SheetColumn[],
  target: string,
  matching?: Matching,
): Promise<number> {
  return await runInWorker('mark', { source, problems, columns, target, matching })
}

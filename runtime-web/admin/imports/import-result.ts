/** What an import, or its check, reports. */
export type ImportResult = {
  dryRun: boolean
  created: number
  updated: number
  unchanged: number
  refused: number
  problems: LineProblem[]
  problemCount: number
  markedFileId: string | null
  columns: FileColumn[]
}

export type LineProblem = { line: number; field?: string; code: string; message: string; level: 'error' | 'warning' }

/** A column of the file, and the field that it was taken for. */
export type FileColumn = { at: string; header: string; field: string | null }

/** What a person said of the file's headers: a field's name, or null for a column to be passed over. */
export type Matching = Record<string, string | null>

/** Problems of the header row stop everything: no line was looked at. */
export const headerProblems = (result: ImportResult): LineProblem[] =>
  result.problems.filter(problem => problem.level === 'error' && ['no-known-columns', 'missing-columns'].includes(problem.code))

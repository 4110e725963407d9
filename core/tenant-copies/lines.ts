import type { Json } from '../declarations/model.ts'

/** Counted up when an older import could no longer read what a newer export wrote. */
export const copyFormat = 1

/** The first line of a copy. */
export type CopyHead = {
  format: number
  product: string
  madeAt: string
  /** Version by name. */
  plugins: Record<string, string>
  tenant: { code: string; name: string; edition: string; contactPhone: string | null }
  /** The columns of each table. */
  tables: Record<string, string[]>
}

/** Every line after it: a table begins, a row of it, a file begins, a part of it. */
export type CopyLine = { table: string } | { row: Json } | { file: string } | { part: string }

/** Of a file's bytes, so much in a line. */
export const partLength = 49_152

/** Longer than any row can be made by requests, files apart. */
export const longestLine = 16 * 1_048_576

import type { Measured } from './load.ts'

/** A line of a table in a document. */
export function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Requests a second, and how long half of them and 99 in 100 take. */
export function figures({ perSecond, p50, p99, errors }: Measured): string[] {
  return [`${Math.round(perSecond)}${errors > 0 ? ` (${errors} failed)` : ''}`, String(p50), String(p99)]
}

import { clipped } from '../template.ts'

/** The most characters that Aliyun takes as the value of one variable. */
export const longestVariable = 35

/** Variables as Aliyun takes them: a value that is empty or too long would have the whole message refused. */
export function variablesFor(values: Record<string, string>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clipped(value, longestVariable) || '-'])))
}

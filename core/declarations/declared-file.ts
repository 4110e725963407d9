import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Mistake } from './declaration-error.ts'
import { type DeclarationKind, schemaMistakes, validatorOf } from './declaration-schemas.ts'
import type { Json } from './model.ts'

/** A file that was read and agrees with its schema. */
export type Declared = { file: string; content: Json }

/** Reads one file and checks it by itself. */
export function readFile(path: string, kind: DeclarationKind, mistakes: Mistake[]): Declared | undefined {
  const read = readJson(path, mistakes)
  if (!read) return undefined
  const validate = validatorOf(kind)
  if (validate(read.content)) return read
  mistakes.push(...schemaMistakes(read.file, `schemas/${kind}.schema.json`, validate.errors as ErrorObject[]))
  return undefined
}

/** Reads one file whose schema is not the platform's. */
export function readJson(path: string, mistakes: Mistake[]): Declared | undefined {
  const file = shown(path)
  try {
    return { file, content: JSON.parse(readFileSync(path, 'utf8')) as Json }
  } catch (error) {
    mistakes.push({ file, pointer: '', message: `this is not JSON: ${(error as Error).message}`, remedy: 'correct the text at that place' })
    return undefined
  }
}

/** A path as an author knows it. */
export function shown(path: string): string {
  return relative(process.cwd(), path)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Mistake } from './declaration-error.ts'

/** Each kind of file has its schema, the same one that editors complete from. */
export type DeclarationKind =
  | 'plugin'
  | 'entity'
  | 'form'
  | 'samples'
  | 'dictionary'
  | 'menus'
  | 'roles'
  | 'rules'
  | 'events'
  | 'reactions'
  | 'schedules'
  | 'commands'
  | 'messages'
  | 'migration'
  | 'workflow'
  | 'extension-point'
  | 'block'

const schemaFolder = join(import.meta.dirname, '../../schemas')
const validators = new Map<DeclarationKind, ValidateFunction>()
// One for all: what checks the schemas themselves is compiled but once.
const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }))
ajv.addSchema(schemaNamed('effects'))

export function validatorOf(kind: DeclarationKind): ValidateFunction {
  const known = validators.get(kind)
  if (known) return known
  const compiled = ajv.compile(schemaNamed(kind))
  validators.set(kind, compiled)
  return compiled
}

function schemaNamed(name: DeclarationKind | 'effects'): AnySchema {
  return JSON.parse(readFileSync(join(schemaFolder, `${name}.schema.json`), 'utf8'))
}

/** The errors by a schema, named by its file, as an author reads them: at the very keyword, and with what would be right. */
export function schemaMistakes(file: string, schema: string, errors: ErrorObject[]): Mistake[] {
  return significant(errors).map(error => ({ file, pointer: pointerOf(error), message: messageOf(error), remedy: remedyOf(error, schema) }))
}

/** Leaves out the errors that only repeat another one deeper down. */
function significant(errors: ErrorObject[]): ErrorObject[] {
  const telling = errors.filter(error => !['if', 'anyOf', 'oneOf', '$ref', 'propertyNames'].includes(error.keyword))
  return telling.length > 0 ? telling : errors
}

function pointerOf(error: ErrorObject): string {
  const name = error.params['additionalProperty'] ?? error.propertyName
  return name === undefined ? error.instancePath : `${error.instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function messageOf(error: ErrorObject): string {
  const { keyword, propertyName, params } = error
  if (keyword === 'additionalProperties') return `${params['additionalProperty']} is not a known keyword here`
  if (propertyName !== undefined) return `${propertyName} cannot be a name here`
  if (keyword === 'not') return 'these keywords do not go together'
  if (keyword === 'required') return `${params['missingProperty']} is missing`
  return error.message ?? keyword
}

function remedyOf(error: ErrorObject, schema: string): string {
  const { params, keyword, propertyName } = error
  if (keyword === 'additionalProperties') return `remove it or correct its spelling; ${schema} lists what may stand here`
  if (propertyName !== undefined && keyword === 'not') return 'choose another name: the platform gives every record a field of this name'
  if (keyword === 'not' && error.schemaPath.includes('/x-number/'))
    return 'a number is given last and stays: it is not computed, has no default, and is neither hidden nor internal'
  if (keyword === 'not') return 'a value that is computed is no relation, no file, and has no default'
  if (keyword === 'required') return `add "${params['missingProperty']}"`
  if (keyword === 'enum') return `use one of ${(params['allowedValues'] as unknown[]).join(', ')}`
  if (keyword === 'const') return `write ${JSON.stringify(params['allowedValue'])}`
  if (keyword === 'pattern') return `write it so that it matches ${params['pattern']}`
  if (keyword === 'type') return `give a value of type ${params['type']}`
  return `see ${schema}`
}

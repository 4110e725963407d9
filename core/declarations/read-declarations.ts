import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Mistake } from './declaration-error.ts'
import type { Json } from './model.ts'

/** A file that was read and agrees with its schema. */
export type Declared = { file: string; content: Json }

/** One folder's declarations, each file checked by itself; how they fit together is for the compiler. */
export type PluginDeclarations = {
  folder: string
  plugin: Declared
  entities: ReadonlyMap<string, Declared>
  dictionaries: ReadonlyMap<string, Declared>
  menus?: Declared
  roles?: Declared
  rules?: Declared
}

type Kind = 'plugin' | 'entity' | 'dictionary' | 'menus' | 'roles' | 'rules'

const schemaFolder = join(import.meta.dirname, '../../schemas')
const validators = new Map<Kind, ValidateFunction>()

function validatorOf(kind: Kind): ValidateFunction {
  const known = validators.get(kind)
  if (known) return known
  const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }))
  const compiled = ajv.compile(JSON.parse(readFileSync(join(schemaFolder, `${kind}.schema.json`), 'utf8')))
  validators.set(kind, compiled)
  return compiled
}

/** Reads one plugin's folder (or core's own). Mistakes are collected, so that an author sees them all at once. */
export function readDeclarations(folder: string, mistakes: Mistake[]): PluginDeclarations | undefined {
  const plugin = readFile(join(folder, 'plugin.json'), 'plugin', mistakes)
  if (!plugin) return undefined
  if (plugin.content['name'] !== basename(folder))
    mistakes.push({
      file: plugin.file,
      pointer: '/name',
      message: `the name ${String(plugin.content['name'])} is not the folder's name`,
      remedy: `write "${basename(folder)}" or rename the folder`,
    })
  const optional = (name: string, kind: Kind): Declared | undefined =>
    existsSync(join(folder, name)) ? readFile(join(folder, name), kind, mistakes) : undefined
  return {
    folder,
    plugin,
    entities: readFolder(join(folder, 'entities'), 'entity', mistakes),
    dictionaries: readFolder(join(folder, 'dictionaries'), 'dictionary', mistakes),
    menus: optional('menus.json', 'menus'),
    roles: optional('roles.json', 'roles'),
    rules: optional('rules.json', 'rules'),
  }
}

function readFolder(folder: string, kind: Kind, mistakes: Mistake[]): Map<string, Declared> {
  const found = new Map<string, Declared>()
  if (!existsSync(folder)) return found
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue
    const declared = readFile(join(folder, name), kind, mistakes)
    if (declared) found.set(basename(name, '.json'), declared)
  }
  return found
}

function readFile(path: string, kind: Kind, mistakes: Mistake[]): Declared | undefined {
  const file = relative(process.cwd(), path)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    mistakes.push({ file, pointer: '', message: `this is not JSON: ${(error as Error).message}`, remedy: 'correct the text at that place' })
    return undefined
  }
  const validate = validatorOf(kind)
  if (validate(content)) return { file, content: content as Json }
  for (const error of significant(validate.errors ?? []))
    mistakes.push({ file, pointer: error.instancePath, message: messageOf(error), remedy: remedyOf(error, kind) })
  return undefined
}

/** Leaves out the errors that only repeat another one deeper down. */
function significant(errors: ErrorObject[]): ErrorObject[] {
  return errors.filter(error => !['if', 'anyOf', 'oneOf', 'not', '$ref', 'propertyNames'].includes(error.keyword) || errors.length === 1)
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'additionalProperties') return `${error.params['additionalProperty']} is not a known keyword here`
  return error.message ?? error.keyword
}

function remedyOf(error: ErrorObject, kind: Kind): string {
  const { params, keyword } = error
  if (keyword === 'additionalProperties') return `remove it or correct its spelling; schemas/${kind}.schema.json lists what may stand here`
  if (keyword === 'required') return `add "${params['missingProperty']}"`
  if (keyword === 'enum') return `use one of ${(params['allowedValues'] as unknown[]).join(', ')}`
  if (keyword === 'pattern') return `write it so that it matches ${params['pattern']}`
  if (keyword === 'type') return `give a value of type ${params['type']}`
  return `see schemas/${kind}.schema.json`
}

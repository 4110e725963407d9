import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { compile } from 'json-schema-to-typescript'
import { loadModel } from '../core/declarations/load-model.ts'
import type { Entity, Json, Model } from '../core/declarations/model.ts'
import { schemaNames } from '../core/declarations/names.ts'
import { entitySchemas } from '../core/records/reply-schema.ts'

const root = resolve(import.meta.dirname, '..')

/** The TypeScript of every plugin's entities by the path of its file; core's among them. */
export async function typesOf(model: Model): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const { name, folder } of model.plugins.values()) {
    const entities = [...model.entities.values()].filter(entity => entity.plugin === name)
    if (entities.length > 0) files.set(join(folder, 'generated/entities.ts'), await fileOf(entities))
  }
  return files
}

async function fileOf(entities: Entity[]): Promise<string> {
  const parts = ['// Made by `npm run types` from entities/*.json; changed there, not here.\n']
  for (const entity of entities)
    for (const [name, schema] of Object.entries(entitySchemas(entity)))
      parts.push(
        await compile(described(schema) as object, name, {
          additionalProperties: false,
          bannerComment: '',
          ignoreMinAndMaxItems: true,
          style: { semi: false, singleQuote: true, printWidth: 140 },
        }),
      )
  const lines = entities.map(({ key }) => {
    const { read, input, patch } = schemaNames(key)
    return `  '${key}': { read: ${read}; input: ${input}; patch: ${patch} }\n`
  })
  parts.push(`/** Every entity of this plugin: as read, as created, as changed. */\nexport type Entities = {\n${lines.join('')}}\n`)
  return parts.join('\n')
}

/** Titles would become the names of types; here they belong to the comments. Only properties are given names by their authors. */
function described(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(described)
  if (typeof schema !== 'object' || schema === null) return schema
  const { title, description, properties, ...rest } = schema as Json
  const comment = [title, description].filter(Boolean).join('：')
  return {
    ...Object.fromEntries(Object.entries(rest).map(([word, value]) => [word, described(value)])),
    ...(comment ? { description: comment } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties as Json).map(([name, value]) => [name, described(value)])) }
      : {}),
  }
}

if (import.meta.main)
  for (const [path, text] of await typesOf(loadModel([join(root, 'plugins')]))) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(relative(root, path))
  }

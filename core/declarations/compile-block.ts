import { Ajv2020 } from 'ajv/dist/2020.js'
import { checkedSettings, settingsSample } from '../blocks/settings.ts'
import { type Block, type BlockQuery, blockClass, expressionsIn } from './block.ts'
import { checkStyle } from './check-style.ts'
import { checkTemplate } from './check-template.ts'
import { type BlockPlace, compileBlockQuery } from './compile-block-query.ts'
import { compileAt } from './compile-field.ts'
import type { ProcessPlace } from './compile-reactions.ts'
import type { Mistake } from './declaration-error.ts'
import type { EntityKey, Json } from './model.ts'
import type { DeclaredBlock } from './read-blocks.ts'
import type { PluginDeclarations } from './read-declarations.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** What stands on the page that a block is on. What the page is not about is null. */
const context = {
  kind: 'page',
  pageId: '00000000-0000-7000-8000-000000000000',
  column: { id: '00000000-0000-7000-8000-000000000000', title: '栏目', code: 'news' },
  article: { id: '00000000-0000-7000-8000-000000000000', columnId: '00000000-0000-7000-8000-000000000000' },
  pageNumber: 1,
  query: '文字',
}

const site = {
  id: '00000000-0000-7000-8000-000000000000',
  organizationId: '00000000-0000-7000-8000-000000000000',
  title: '网站',
  base: '/demo/party/',
}

/** One for all blocks: making it ready costs more than all that it is asked. */
const schemaChecker = new Ajv2020({ strict: false, formats: { date: true, text: true, link: true } })

const always = ['settings', 'site', 'context', 'today', 'empty']

/** A plugin's blocks. */
export function compileBlocks(one: PluginDeclarations, known: ProcessPlace): Block[] {
  return [...one.blocks].map(([name, declared]) => compileBlock(one.name, name, declared, known))
}

function compileBlock(plugin: string, name: string, { declared, template, style }: DeclaredBlock, known: ProcessPlace): Block {
  const { file, content } = declared
  const { mistakes } = known
  const settings = compileSettings(plugin, file, content['settings'] as Json | undefined, known)
  const place: BlockPlace = { file, plugin, known, vocabulary: vocabularyFor(settings, known) }
  const queries = Object.entries((content['queries'] ?? {}) as Record<string, Json>).flatMap(
    ([query, written]) => compileBlockQuery(query, written, place) ?? [],
  )
  const values = Object.entries((content['values'] ?? {}) as Record<string, string>).flatMap(([value, source]) => {
    const compiled = compileAt(source, `/values/${value}`, { file, vocabulary: place.vocabulary, mistakes })
    return compiled ? [{ name: value, value: compiled }] : []
  })
  const names = [...Object.keys(content['queries'] ?? {}), ...Object.keys(content['values'] ?? {})]
  refuseTwice(names, file, mistakes)
  checkTemplate(template, new Set([...always, ...names]), mistakes)
  const full = `${plugin}.${name}`
  if (style) checkStyle(style, blockClass(full), mistakes)
  return {
    name: full,
    plugin,
    title: String(content['title']),
    description: String(content['description'] ?? ''),
    category: String(content['category'] ?? '动态内容'),
    icon: content['icon'] as string | undefined,
    order: Number(content['order'] ?? 1_000),
    settings,
    queries,
    values,
    empty: String(content['empty'] ?? ''),
    template: template.text,
    style: style?.text ?? '',
    needs: new Set(queries.flatMap(query => (query.kind === 'data' ? query.shows : [query.entity]))),
    shows: new Set(queries.flatMap(query => shownBy(query, known))),
    byTheDay:
      [...values.map(one => one.value), ...queries.flatMap(expressionsIn)].some(one => one.names.has('today')) ||
      queries.some(query => agesIn(query, known)),
  }
}

/** Whether it shows what is computed by today. */
function agesIn(query: BlockQuery, { entities }: ProcessPlace): boolean {
  return query.kind !== 'data' && query.fields.some(name => entities.get(query.entity)?.field.get(name)?.computed?.when === 'read')
}

/** Entities by whose changes a query tells something else: also those whose labels its fields show, and the tree where it asks for a part of it. */
function shownBy(query: BlockQuery, { entities }: ProcessPlace): EntityKey[] {
  if (query.kind === 'data')
    return [...query.shows, ...(query.counted ? [...entities.values()].filter(entity => entity.counted).map(entity => entity.key) : [])]
  const tree: EntityKey[] = query.kind === 'list' && query.scope ? ['core/organization'] : []
  return [query.entity, ...tree, ...query.fields.flatMap(name => entities.get(query.entity)?.field.get(name)?.relation ?? [])]
}

function vocabularyFor(settings: Json, { rules }: ProcessPlace): Vocabulary {
  const { integers } = vocabularyOf(settings['properties'] as Record<string, Json>, rules)
  return {
    fields: new Set(['settings', 'site', 'context']),
    integers: new Set([...[...integers].map(name => `settings.${name}`), 'context.pageNumber']),
    rules,
    sample: { settings: settingsSample(settings, rules), site, context, today: '2026-01-01' },
  }
}

/** The schema of the settings: nothing that is not in it, and relations by the full names of entities. */
function compileSettings(plugin: string, file: string, written: Json | undefined, known: ProcessPlace): Json {
  const properties = (written?.['properties'] ?? {}) as Record<string, Json>
  const resolved = (setting: Json, pointer: string): Json => ({
    ...setting,
    ...(typeof setting['x-relation'] === 'string' ? { 'x-relation': related(setting['x-relation'], `${pointer}/x-relation`) } : {}),
    ...(setting['items'] ? { items: resolved(setting['items'] as Json, `${pointer}/items`) } : {}),
    ...(setting['properties'] ? { properties: all(setting['properties'] as Record<string, Json>, `${pointer}/properties`) } : {}),
  })
  const all = (some: Record<string, Json>, pointer: string) =>
    Object.fromEntries(Object.entries(some).map(([name, setting]) => [name, resolved(setting, `${pointer}/${name}`)]))
  const schema = { type: 'object', required: written?.['required'] ?? [], properties: all(properties, '/settings/properties') }
  refuseUnusable(schema, file, known.mistakes)
  return schema

  function related(name: string, pointer: string): string {
    const key = (name.includes('/') ? name : `${plugin}/${name}`) as EntityKey
    if (!known.entities.has(key) || !known.reach.has(key.split('/')[0]!))
      known.mistakes.push({
        file,
        pointer,
        message: `${key} is no entity that this plugin may speak of`,
        remedy: `use one of ${[...known.entities.keys()].filter(one => known.reach.has(one.split('/')[0]!)).join(', ')}`,
      })
    return key
  }
}

function refuseUnusable(schema: Json, file: string, mistakes: Mistake[]): void {
  const properties = schema['properties'] as Record<string, Json>
  for (const [at, name] of (schema['required'] as string[]).entries())
    if (!(name in properties))
      mistakes.push({
        file,
        pointer: `/settings/required/${at}`,
        message: `${name} is no setting`,
        remedy: `settings are ${Object.keys(properties).join(', ')}`,
      })
  if (!schemaChecker.validateSchema(schema)) {
    mistakes.push({
      file,
      pointer: '/settings',
      message: 'this is no JSON Schema',
      remedy: 'correct it by https://json-schema.org/draft/2020-12',
    })
    return
  }
  const nothingRequired = { ...schema, required: [] }
  for (const [name, { default: usual }] of Object.entries(properties)) {
    const [problem] = usual === undefined ? [] : checkedSettings(nothingRequired, { [name]: usual })
    if (problem)
      mistakes.push({
        file,
        pointer: `/settings/properties/${name}/default`,
        message: `the setting refuses its own default: ${problem.detail}`,
        remedy: 'give it one that it takes, or none',
      })
  }
}

function refuseTwice(names: string[], file: string, mistakes: Mistake[]): void {
  for (const [at, name] of names.entries())
    if (always.includes(name) || names.indexOf(name) < at)
      mistakes.push({ file, pointer: `/values/${name}`, message: `${name} is already something else here`, remedy: 'choose another name' })
}

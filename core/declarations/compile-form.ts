import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Mistake } from './declaration-error.ts'
import type { Declared } from './declared-file.ts'
import type { Entity, EntityKey, FormGroup, FormLayout, FormPart, FormPlace, PrintPage } from './model.ts'
import type { PluginDeclarations } from './read-declarations.ts'

type Written = { field: string; span?: number; widget?: string }
type WrittenGroup = { title?: string; description?: string; columns?: number; fields: (string | Written)[] }
type WrittenPart = { title: string; description?: string; groups: WrittenGroup[] }

const ways = ['groups', 'tabs', 'steps'] as const
const usualColumns = 2

/** How a plugin lays out the forms of its entities, by the entity. */
export function compileForms(
  one: PluginDeclarations,
  entities: ReadonlyMap<EntityKey, Entity>,
  mistakes: Mistake[],
): [EntityKey, FormLayout][] {
  return [...one.forms].flatMap(([name, declared]): [EntityKey, FormLayout][] => {
    const key: EntityKey = `${one.name}/${name}`
    const entity = entities.get(key)
    if (entity) return [[key, compileForm(one, entity, declared, mistakes)]]
    if (!one.unreadable.has(name))
      mistakes.push({
        file: declared.file,
        pointer: '',
        message: `${name} is not an entity of this plugin`,
        remedy: `name the file after one of ${[...one.entities.keys()].join(', ')}`,
      })
    return []
  })
}

function compileForm(one: PluginDeclarations, entity: Entity, { file, content }: Declared, mistakes: Mistake[]): FormLayout {
  const given = ways.filter(way => content[way] !== undefined)
  if (given.length !== 1)
    mistakes.push({
      file,
      pointer: given.length === 0 ? '' : `/${given[1]}`,
      message: given.length === 0 ? 'it says of no field where it stands' : `${given.join(' and ')} do not go together`,
      remedy: `give one of ${ways.join(', ')}`,
    })
  const way = given[0] ?? 'groups'
  const columns = (content['columns'] as number | undefined) ?? usualColumns
  const seen = new Set<string>()
  const place = placeChecker(one, entity, file, seen, mistakes)
  const groupsOf = (written: WrittenGroup[], pointer: string): FormGroup[] =>
    written.map(({ title, description, columns: own = columns, fields }, at) => ({
      title,
      help: description,
      columns: own,
      fields: fields.flatMap((field, nth) => place(field, own, `${pointer}/${at}/fields/${nth}`)),
    }))
  const parts: FormPart[] =
    way === 'groups'
      ? [{ groups: groupsOf((content['groups'] as WrittenGroup[] | undefined) ?? [], '/groups') }]
      : (content[way] as WrittenPart[]).map(({ title, description, groups }, at) => ({
          title,
          help: description,
          groups: groupsOf(groups, `/${way}/${at}/groups`),
        }))
  return { way, parts, prints: content['prints'] ? printsOf(one, entity, { file, content }, mistakes) : undefined }
}

type WrittenPrint = { page: string; title: string; needs?: string[] }

/** What a record can be printed as. */
function printsOf(one: PluginDeclarations, entity: Entity, { file, content }: Declared, mistakes: Mistake[]): PrintPage[] {
  return (content['prints'] as WrittenPrint[]).map(({ page, title, needs = [] }, at) => {
    const pointer = `/prints/${at}`
    if (!existsSync(join(one.folder, 'admin/prints', `${page}.tsx`)))
      mistakes.push({
        file,
        pointer: `${pointer}/page`,
        message: `there is no page ${page}`,
        remedy: `add admin/prints/${page}.tsx to the plugin, or leave it out`,
      })
    for (const [nth, name] of needs.entries())
      if (!entity.field.has(name))
        mistakes.push({
          file,
          pointer: `${pointer}/needs/${nth}`,
          message: `${name} is not a field`,
          remedy: `fields are ${[...entity.field.keys()].join(', ')}`,
        })
    return { page: `${one.name}/${page}`, title, needs }
  })
}

function placeChecker(one: PluginDeclarations, entity: Entity, file: string, seen: Set<string>, mistakes: Mistake[]) {
  const fields = entity.fields.filter(field => !field.schema['x-internal']).map(field => field.name)
  return (written: string | Written, columns: number, pointer: string): FormPlace[] => {
    const { field: name, span, widget } = typeof written === 'string' ? { field: written } : written
    const at = typeof written === 'string' ? pointer : `${pointer}/field`
    if (!fields.includes(name))
      mistakes.push({ file, pointer: at, message: `${name} is not a field`, remedy: `fields are ${fields.join(', ')}` })
    else if (seen.has(name))
      mistakes.push({ file, pointer: at, message: `${name} stands in the form twice`, remedy: 'leave it where it belongs' })
    seen.add(name)
    if (span !== undefined && span > columns)
      mistakes.push({
        file,
        pointer: `${pointer}/span`,
        message: `${span} columns are more than the group has`,
        remedy: `write ${columns} at most, or give the group more columns`,
      })
    if (widget !== undefined && !existsSync(join(one.folder, 'admin/widgets', `${widget}.tsx`)))
      mistakes.push({
        file,
        pointer: `${pointer}/widget`,
        message: `there is no widget ${widget}`,
        remedy: `add admin/widgets/${widget}.tsx to the plugin, or leave the widget out`,
      })
    return [{ name, span, widget: widget && `${one.name}/${widget}` }]
  }
}

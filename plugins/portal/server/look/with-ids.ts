import type { Component, Content } from '../content/component.ts'

/** Ids of a new site's records: of pages by their path (or kind, where they have none: `home`), of columns by their code. */
export type Ids = { pages: ReadonlyMap<string, string>; columns: ReadonlyMap<string, string> }

/**
 * A template's content for a site of its own: links (`page:about`, `column:news`) name the site's records; in the settings of blocks, which name
 * records by their id alone, `column:news` becomes the id.
 * @throws Error where the template names what it does not have
 */
export function withIds({ components, styles }: Required<Content>, ids: Ids): Required<Content> {
  return { components: components.map(component => componentWithIds(component, ids)), styles }
}

function componentWithIds(component: Component, ids: Ids): Component {
  const { attributes, settings, components } = component
  return {
    ...component,
    ...(attributes && { attributes: mapped(attributes, value => linked(value, ids)) as Component['attributes'] }),
    ...(settings && { settings: mapped(settings, value => named(value, ids)) }),
    ...(components && { components: components.map(one => componentWithIds(one, ids)) }),
  }
}

const linked = (value: unknown, ids: Ids) => withReference(value, ids, (kind, id) => `${kind}:${id}`)

const named = (value: unknown, ids: Ids): unknown =>
  Array.isArray(value) ? value.map(one => named(one, ids)) : withReference(value, ids, (_, id) => id)

function withReference(value: unknown, { pages, columns }: Ids, say: (kind: string, id: string) => string): unknown {
  const found = typeof value === 'string' ? /^(page|column):([\w-]+)$/.exec(value) : null
  if (!found) return value
  const [, kind, key] = found as unknown as [string, 'page' | 'column', string]
  const id = (kind === 'page' ? pages : columns).get(key)
  if (!id) throw new Error(`the template has no ${kind} ${key}`)
  return say(kind, id)
}

const mapped = (values: Record<string, unknown>, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

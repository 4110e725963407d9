import { type Places, sql } from '../../../../core/index.ts'
import type { Asking, RankingAsked } from './asked.ts'

/**
 * Where the receivers of a ranking are found. The whole tenant is one index in order. A part of the tree is merged from areas, the organizations
 * right below one parent, each in order as well: a county's from its fifty towns, however many branches these have. What belongs to no such
 * area is taken organization by organization.
 */
export type Where = {
  whole: boolean
  areas: string[]
  organizations: string[]
  /** Whether that organization, by its place in the tree as it is now, is in the ranking: areas may lag a moment behind a move. */
  holds(organization: Place): boolean
}

export type Place = { id: string; path: string }

/** They follow from what a person may do and from the tree, and last as long as the platform keeps the first, which a change of either ends. */
const known = new WeakMap<object, Map<string, Promise<Where>>>()
const mostKept = 200

/** Where the caller may see what is asked; nowhere is a ranking without rows. */
export function whereOf(asked: Asking, places: Places, place: RankingAsked['place']): Promise<Where> {
  const byPlace = known.get(asked.caller.access) ?? new Map<string, Promise<Where>>()
  known.set(asked.caller.access, byPlace)
  const name = JSON.stringify([asked.caller.tenantId, place, places])
  const found = byPlace.get(name) ?? find(asked, places, place)
  if (byPlace.size >= mostKept) byPlace.clear()
  byPlace.set(name, found)
  found.catch(() => byPlace.delete(name))
  return found
}

async function find(asked: Asking, places: Places, place: RankingAsked['place']): Promise<Where> {
  const { root, top } = await topsOf(asked, place?.organizationId)
  if (place && !top) return nowhere
  const seen = ({ id, path }: Place) =>
    places.everywhere || places.subtrees.some(one => path.startsWith(one.path)) || places.organizations.includes(id)
  const wanted = ({ id, path }: Place) => !top || (place?.below ? path.startsWith(top.path) : id === top.id)
  const holds = (one: Place) => seen(one) && wanted(one)
  if (top && !place?.below) return holds(top) ? { whole: false, areas: [], organizations: [top.id], holds } : nowhere
  const parts = partsOf(places, top ?? root)
  if (parts.includes(root.path)) return { whole: true, areas: [], organizations: [], holds }
  const rows = await partsIn(asked, parts, places.organizations)
  return {
    whole: false,
    areas: rows.filter(row => row.area).map(row => row.id),
    organizations: rows.filter(row => !row.area && holds(row)).map(row => row.id),
    holds,
  }
}

const nowhere: Where = { whole: false, areas: [], organizations: [], holds: () => false }

/** The top of the tenant's tree, and that of the part asked for. */
async function topsOf(asked: Asking, organizationId: string | undefined): Promise<{ root: Place; top?: Place }> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  const rows = await connection.run(sql<Place & { parent_id: string | null }>`
    select id, path, parent_id from core.organization
    where tenant_id = ${connection.tenantId} and (parent_id is null or id = ${organizationId ?? null}::uuid)`)
  return { root: rows.find(row => row.parent_id === null)!, top: rows.find(row => row.id === organizationId) }
}

/** The parts of the tree, by the paths of their tops, that are both seen and wanted. */
function partsOf({ everywhere, subtrees }: Places, top: Place): string[] {
  if (everywhere || subtrees.some(one => top.path.startsWith(one.path))) return [top.path]
  return subtrees.map(one => one.path).filter(path => path.startsWith(top.path))
}

/** The areas in these parts, and of their tops and the other organizations those that are in no area. */
function partsIn(asked: Asking, parts: string[], organizations: string[]): Promise<(Place & { area: boolean })[]> {
  const connection = asked.engine.database.tenant(asked.caller.tenantId)
  return connection.run(sql<Place & { area: boolean }>`
    with part as (select unnest(${parts}::text[]) as path),
    inside as (
      select o.id, o.parent_id, o.path = part.path as is_top from part
      join core.organization o on o.tenant_id = ${connection.tenantId} and o.path >= part.path and o.path < part.path || '~'),
    area as (select distinct parent_id as id from inside where not is_top)
    select id, '' as path, true as area from area
    union all
    select o.id, o.path, false from core.organization o
    where o.tenant_id = ${connection.tenantId} and (o.id = any(${organizations}::uuid[]) or o.id in (select id from inside where is_top))
      and not exists (select 1 from area where area.id = o.parent_id)`)
}

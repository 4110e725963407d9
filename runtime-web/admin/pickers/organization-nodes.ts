import type { QueryClient } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Related } from '../fields/record.ts'

export type OrganizationNode = { id: string; name: string; shortName: string; children: number; parent: Related | null }

type Page = { data: OrganizationNode[]; page: { after: string | null } }

/** One level of the tree; `more` says that not all of it came. */
export type Level = { nodes: OrganizationNode[]; more: boolean }

const mostInLevel = 200

/** The organizations right below one, or the highest that the person may see. */
export const levelBelow = (client: QueryClient, parentId?: string): Promise<Level> =>
  client.fetchQuery({
    queryKey: ['organization-level', parentId ?? null],
    queryFn: async () => {
      const { data, page } = await get<Page>('/core/organizations/tree', { parentId, 'page[size]': mostInLevel })
      return { nodes: data, more: page.after !== null }
    },
    staleTime: 60_000,
  })

/** Organizations that work today, by name, pinyin or initials. */
export const organizationsNamed = async (word: string, signal: AbortSignal): Promise<OrganizationNode[]> =>
  (
    await get<Page>(
      '/core/organizations',
      { q: word, 'filter[state][eq]': 'active', fields: 'name,shortName,parentId', 'page[size]': 30 },
      signal,
    )
  ).data

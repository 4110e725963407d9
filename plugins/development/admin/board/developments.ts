import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { useMenus } from '../../../../runtime-web/admin/desk/desk-data.ts'
import type { Related, Told } from '../../../../runtime-web/admin/fields/record.ts'
import type { Screen } from '../../../../runtime-web/admin/fields/screen.ts'

export const entity = 'development/development'

/** Someone being developed, as a card tells of him. */
export type Person = Told & { name: string; state: string; step: number; organization: Related | null }

/** What is due of someone, as the platform tells of every procedure. */
export type Due = {
  record: Related
  organization: Related | null
  state: { code: string; title: string }
  earliest: string | null
  latest: string | null
  missing: { name: string; title: string }[]
  overdue: boolean
}

export type Titles = { stages: { code: string; title: string }[]; states: ReadonlyMap<string, string> }

type People = { data: Person[]; page: { after: string | null; total?: number } }

/** How stages and steps are called; those who are no longer developed stand on no board. */
export function titlesOf(screen: Screen): Titles {
  const choicesOf = (name: string) => screen.fields.find(field => field.name === name)?.choices ?? []
  return {
    stages: choicesOf('stage').filter(stage => stage.code !== 'ended'),
    states: new Map(choicesOf('state').map(state => [state.code, state.title])),
  }
}

const aPage = 20

/** The people of one stage, page by page, who are furthest first. */
export const useStage = (stage: string, organizationId: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['list', entity, 'board', stage, organizationId],
    queryFn: ({ pageParam, signal }) =>
      get<People>(
        '/development/developments',
        {
          ...{
            'filter[stage][eq]': stage,
            fields: 'name,state,step,organizationId',
            sort: '-step,appliedOn',
            'page[size]': aPage,
            count: 'exact',
          },
          ...{ organizationId, scope: organizationId === undefined ? undefined : 'subtree', 'page[after]': pageParam ?? undefined },
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.page.after,
  })

/** What is due of these people. */
export const useDueOf = (ids: string[]) =>
  useQuery({
    queryKey: ['procedures due', entity, ids],
    queryFn: async () => {
      const { data } = await get<{ data: Due[] }>('/core/procedures/due', { entity, records: ids.join(',') })
      return new Map(data.map(due => [due.record.id, due]))
    },
    enabled: ids.length > 0,
  })

/** The most that the server tells of a month. */
export const mostDue = 200

/** What has to go on between two days, both of them too. */
export const useDueBetween = (from: string, to: string, organizationId: string | undefined) =>
  useQuery({
    queryKey: ['procedures due', entity, from, to, organizationId],
    queryFn: async () => (await get<{ data: Due[] }>('/core/procedures/due', { entity, from, to, organizationId, limit: mostDue })).data,
  })

/** Where someone's record is opened. */
export function useWayTo(): (id: string) => string | undefined {
  const list = useMenus().data?.find(entry => entry.entity === entity && !entry.page)
  return id => (list ? `/m/${list.key}/${id}` : undefined)
}

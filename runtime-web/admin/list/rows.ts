import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { fieldsOf } from './list-fields.ts'
import { foundBy, type ListState, writeSort } from './list-state.ts'

export type Page = { data: Told[]; page: { after: string | null; total?: number | string } }

type Asked = { screen: Screen; state: ListState; deleted: boolean }

/** One page, of the columns shown alone; the page before it stays until it has come. */
export function useRows({ screen, state, deleted }: Asked, columns: string[], cursor: string | undefined, enabled: boolean) {
  const query = foundBy(state, screen, deleted)
  query.set('page[size]', String(state.size))
  query.set('fields', neededFields(screen, columns).join(','))
  if (state.sort.length > 0) query.set('sort', writeSort(state.sort))
  if (cursor) query.set('page[after]', cursor)
  return useQuery({
    queryKey: ['list', screen.key, 'rows', query.toString()],
    queryFn: ({ signal }) => get<Page>(screen.path, query, signal),
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** How many there are, asked for beside the rows and after them: counting may take longer than showing. */
export function useTotal({ screen, state, deleted }: Asked, rows: Page | undefined, onFirstPage: boolean): number | string | undefined {
  const query = foundBy(state, screen, deleted)
  query.set('page[size]', '1')
  query.set('fields', screen.label)
  query.set('count', 'estimated')
  const whole = onFirstPage && rows?.page.after === null
  const counted = useQuery({
    queryKey: ['list', screen.key, 'total', query.toString()],
    queryFn: ({ signal }) => get<Page>(screen.path, query, signal),
    enabled: rows !== undefined && !whole,
    staleTime: 60_000,
  })
  return whole ? rows.data.length : counted.data?.page.total
}

function neededFields(screen: Screen, columns: string[]): string[] {
  return fieldsOf(screen)
    .map(field => field.name)
    .filter(name => name === screen.label || name === screen.workflow?.state || columns.includes(name))
}

/** `共 1,234 条`, or that there are more than were counted. */
export function totalInWords(total: number | string): string {
  if (typeof total === 'number') return `共 ${total.toLocaleString('zh-CN')} 条`
  return `共 ${Number.parseInt(total, 10).toLocaleString('zh-CN')} 条以上`
}

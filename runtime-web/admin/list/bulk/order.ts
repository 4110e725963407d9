import { get, post } from '../../api/request.ts'
import type { Screen } from '../../fields/screen.ts'
import type { Page } from '../rows.ts'

/** What is done to many records at once. */
export type BulkAction = 'delete' | 'restore' | 'erase' | 'remind'

/** To which records: those chosen, or all that the list finds. */
export type Chosen = { ids: string[] } | { foundBy: URLSearchParams; total: number | string | undefined }

/** `name`: of the one record that is meant. */
export type Order = { action: BulkAction; chosen: Chosen; name?: string }

/** The most that the server takes at once; all of one step are done, or none. */
const mostAtOnce = 1_000
const largestPage = 200

/** How many are meant, as far as it is known. */
export function countOf(chosen: Chosen): number | string | undefined {
  return 'ids' in chosen ? chosen.ids.length : chosen.total
}

/** The ids, step by step. What is found is asked for as it goes: nobody holds a million ids. */
export async function* stepsOf(screen: Screen, chosen: Chosen, signal: AbortSignal, mostInStep = mostAtOnce): AsyncGenerator<string[]> {
  if ('ids' in chosen) {
    for (let at = 0; at < chosen.ids.length; at += mostInStep) yield chosen.ids.slice(at, at + mostInStep)
    return
  }
  const query = new URLSearchParams(chosen.foundBy)
  query.set('page[size]', String(largestPage))
  query.set('fields', screen.label)
  let step: string[] = []
  for (;;) {
    const { data, page } = await get<Page>(screen.path, query, signal)
    step.push(...data.map(record => record.id))
    if (step.length >= mostInStep || page.after === null) {
      if (step.length > 0) yield step
      step = []
    }
    if (page.after === null) return
    query.set('page[after]', page.after)
  }
}

export type Told = { content?: string; reason?: string }

/** One step. @throws Problem when the server refuses it; then none of the step is done */
export function doStep(screen: Screen, action: BulkAction, ids: string[], { content, reason }: Told): Promise<unknown> {
  if (action === 'remind') return post(`${screen.path}/remind`, { ids, content })
  return post(`${screen.path}/bulk`, { action, ids, ...(action === 'erase' ? { confirm: true } : {}), ...(reason ? { reason } : {}) })
}

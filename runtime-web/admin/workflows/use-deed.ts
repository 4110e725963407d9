import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { Problem } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Screen } from '../fields/screen.ts'

/** Someone else was faster, or the record is elsewhere by now: nothing that is filled in differently would help. */
const overtaken = new Set(['workflow.already-decided', 'workflow.not-possible', 'workflow.not-asked'])

/** Makes a transition, tells what came of it, and has all that shows the record read it anew. */
export function useDeed(screen: Screen): (id: string, offer: { event: string; title: string }, said: object) => Promise<void> {
  const { message } = App.useApp()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(screen.key) || queryKey[0] === 'tasks' })
  /** @throws Problem that whoever does it can do something about */
  return async (id, { event, title }, said) => {
    try {
      await post(`${screen.path}/${id}/transitions/${event}`, said)
      void message.success(`已${title}`)
    } catch (error) {
      if (!(error instanceof Problem) || !overtaken.has(error.code)) throw error
      void message.warning(error.message, 6)
    }
    await refresh()
  }
}

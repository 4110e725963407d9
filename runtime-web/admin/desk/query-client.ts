import { QueryClient } from '@tanstack/react-query'
import { Unreachable } from '../api/problem.ts'

/** What the desk has read is shown again for ten seconds; a refusal is final, and a lost connection is tried twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => error instanceof Unreachable && failures < 2 },
    mutations: { retry: false },
  },
})

import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import type { Related } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'

/** One thing that could be done with a record now; `why` it may not, where it may not. */
export type Offer = {
  event: string
  title: string
  kind: 'move' | 'agree' | 'refuse' | 'return'
  may: boolean
  why?: string
  /** What has to, or may be said with it. */
  fields?: ScreenField[]
  /** Which of these are fields of the record, which begin with what it holds. */
  sets?: string[]
}

export type Tally = { asked: number; agreed: number; refused: number; needed: number }

/** What the clocks of a state say. */
export type Times = { earliest: string | null; latest: string | null; missing: { name: string; title: string }[]; overdue: boolean }

/** Where a record stands in its workflow, and what this person may do now. */
export type Standing = {
  state: { code: string; title: string; final: boolean }
  /** Since when it stands there; nobody knows of a record that is older than its workflow. */
  since?: string
  dueAt: string | null
  editable: boolean
  /** Which version of the workflow it keeps to. */
  machine: string
  tally: Tally | null
  times?: Times
  asked: Related[]
  /** Those whose say this person could give. */
  onBehalfOf: Related[]
  data: Offer[]
}

/** Asked for anew with each version of the record; nothing is asked where there is no workflow. */
export const useStanding = (screen: Screen, id: string, enabled = true) =>
  useQuery({
    queryKey: ['standing', screen.key, id],
    queryFn: () => get<Standing>(`${screen.path}/${id}/transitions`),
    enabled: enabled && screen.workflow !== undefined,
    staleTime: 0,
  })

export type Step = {
  id: string
  at: string
  event: string
  title: string
  kind: 'start' | 'move' | 'agree' | 'refuse' | 'return' | 'remind' | 'escalate'
  from: { code: string; title: string } | null
  to: { code: string; title: string } | null
  by: Related | null
  onBehalfOf: Related | null
  automatic: boolean
  round: number
  answers: { name: string; title: string; value: unknown }[]
}

/** What was done with a record, the first first. */
export const useSteps = (screen: Screen, id: string) =>
  useQuery({
    queryKey: ['timeline', screen.key, id],
    queryFn: async () => (await get<{ data: Step[] }>(`${screen.path}/${id}/timeline`)).data,
    staleTime: 0,
  })

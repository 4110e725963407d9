import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'

export type State = 'applied' | 'approved' | 'refused' | 'stopped'

/** Another platform from which the tenant's people enter without a password, as the server tells it. */
export type Application = {
  id: string
  name: string
  homepage: string
  origins: string[]
  contactName: string | null
  contactPhone: string | null
  purpose: string | null
  state: State
  reviewNote: string | null
  entriesGranted: number
  entriesUsed: number
  secretMadeAt: string | null
  formerSecretUntil: string | null
}

export const ownPath = '/core/tenant/sso-applications'

export const states: Record<State, { title: string; colour: string }> = {
  applied: { title: '待审核', colour: 'processing' },
  approved: { title: '已开通', colour: 'success' },
  refused: { title: '未通过', colour: 'error' },
  stopped: { title: '已停用', colour: 'default' },
}

export const useOwnApplications = () =>
  useQuery({ queryKey: ['sso-applications'], queryFn: async () => (await get<{ data: Application[] }>(ownPath)).data })

/** A moment as people write it: 2026-11-23 15:04. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}

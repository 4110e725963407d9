import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { Problem } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Session } from '../api/session.ts'
import { destinationOf } from './destination.ts'
import { keepTenant, type LastTenant } from './last-tenant.ts'

export type Credentials = { username: string; password: string } | { phone: string; code: string }

/** Signs in; someone known in several units is asked for one of them first. */
export function useSigningIn(tenant: string | undefined) {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [choice, setChoice] = useState<{ credentials: Credentials; tenants: LastTenant[] }>()

  async function signIn(credentials: Credentials, chosen = tenant): Promise<void> {
    setBusy(true)
    setError(undefined)
    try {
      const session = await post<Session>('/session', { tenant: chosen, ...credentials })
      keepTenant(session.tenant)
      const next = destinationOf(params.get('next'))
      await navigate(session.mustChangePassword ? `/password?next=${encodeURIComponent(next)}` : next, { replace: true })
    } catch (problem) {
      if (problem instanceof Problem && problem.code === 'session.choose-tenant')
        setChoice({ credentials, tenants: problem.errors.map(({ code, detail }) => ({ code, name: detail })) })
      else {
        setChoice(undefined)
        setError(problem)
      }
    } finally {
      setBusy(false)
    }
  }

  return { busy, error, choice, signIn, forget: () => setChoice(undefined), clear: () => setError(undefined) }
}

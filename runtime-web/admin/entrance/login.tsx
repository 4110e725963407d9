import { type FormEvent, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Session } from '../api/session.ts'
import { EntranceField } from './entrance-field.tsx'
import { Frame } from './frame.tsx'

/** Signing in by user name and password (S1.2). */
export function Login() {
  const { tenant } = useParams()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    try {
      const session = await post<Session>('/session', { tenant, username: form.get('username'), password: form.get('password') })
      await navigate(session.mustChangePassword ? '/password' : (params.get('next') ?? '/'), { replace: true })
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Frame title="党建云" hint="登录后开始工作">
      <form onSubmit={signIn} className="entrance-form">
        <EntranceField label="用户名" name="username" autoComplete="username" required autoFocus />
        <EntranceField label="密码" name="password" type="password" autoComplete="current-password" required />
        {problem && (
          <p role="alert" className="entrance-problem">
            {problem}
          </p>
        )}
        <button type="submit" className="entrance-button" disabled={busy}>
          {busy ? '正在登录……' : '登录'}
        </button>
      </form>
      <p className="entrance-hint">
        有激活码？<Link to="/activate">入驻激活</Link>
      </p>
    </Frame>
  )
}

import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { PasswordRules } from '../../../core/identity/password-shape.ts'
import { Problem } from '../api/problem.ts'
import { get, remove } from '../api/request.ts'
import { loadSession, type Session } from '../api/session.ts'
import { ChangePassword } from './change-password.tsx'
import { destinationOf } from './destination.ts'
import { Frame } from './frame.tsx'
import { Notice } from './notice.tsx'

type Known = { session: Session; rules: PasswordRules }

/** The first password (or one that has grown too old) is changed before anything else (S1.2). */
export function FirstPassword() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const next = destinationOf(params.get('next'))
  const [known, setKnown] = useState<Known>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    document.title = '修改密码 · 党建云'
    Promise.all([loadSession(), get<PasswordRules>('/session/password-rules')]).then(
      ([session, rules]) => {
        if (session.mustChangePassword) setKnown({ session, rules })
        else void navigate(next, { replace: true })
      },
      problem => {
        if (problem instanceof Problem && problem.status === 401) void navigate('/login', { replace: true })
        else setError(problem)
      },
    )
  }, [navigate, next])

  async function leave() {
    try {
      await remove('/session')
      await navigate('/login', { replace: true })
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <Frame
      title="请先修改密码"
      hint={
        known ? `${known.session.user.name}，您好。初始密码或过期的密码改成只有您自己知道的密码后，才能开始工作。` : '正在核对您的账号……'
      }
      unit={known?.session.tenant.name}
      ways={
        <button type="button" className="entrance-link" onClick={leave}>
          退出登录
        </button>
      }
    >
      <Notice error={error} />
      {known && (
        <ChangePassword
          rules={known.rules}
          help="首次登录的，填写初始密码。"
          action="修改密码，开始工作"
          onChanged={() => navigate(next, { replace: true })}
        />
      )}
    </Frame>
  )
}

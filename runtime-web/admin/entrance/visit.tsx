import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { Problem } from '../api/problem.ts'
import { post } from '../api/request.ts'
import { Frame } from './frame.tsx'
import { Notice } from './notice.tsx'

/** Goes on to a page of the unit's site as who is signed in here; whoever is not signs in first. */
export function Visit() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const to = params.get('to') ?? ''
  const browser = params.get('browser') ?? undefined
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    document.title = '前往网站 · 党建云'
    const next = encodeURIComponent(`/visit?${params}`)
    post<{ url: string }>('/core/visits', { to, browser }).then(
      ({ url }) => location.replace(url),
      problem => {
        const { status, code } = problem instanceof Problem ? problem : {}
        if (status === 401) void navigate(`/login/${codeIn(to)}?next=${next}`, { replace: true })
        else if (code === 'session.must-change-password') void navigate(`/password?next=${next}`, { replace: true })
        else setError(problem)
      },
    )
  }, [navigate, params, to, browser])

  return (
    <Frame
      title={error === undefined ? '正在前往网站……' : '没有能够登录网站'}
      ways={
        error !== undefined && (
          <>
            <button type="button" className="entrance-link" onClick={() => history.back()}>
              返回刚才的页面
            </button>
            <Link to="/">进入工作台</Link>
          </>
        )
      }
    >
      <Notice error={error} />
    </Frame>
  )
}

/** The unit whose site it is, for the login page to show its look. */
function codeIn(path: string): string {
  return /^\/([a-z][a-z0-9-]{1,39})\//.exec(path)?.[1] ?? ''
}

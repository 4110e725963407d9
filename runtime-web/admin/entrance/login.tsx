import { useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { ByCode } from './by-code.tsx'
import { ByPassword } from './by-password.tsx'
import { ChooseTenant } from './choose-tenant.tsx'
import { isDemo } from './demo.ts'
import { EntryRefused } from './entry-refused.tsx'
import { Frame } from './frame.tsx'
import { forgetTenant, lastTenant } from './last-tenant.ts'
import { Notice } from './notice.tsx'
import { useSigningIn } from './signing-in.ts'
import { useLook } from './use-look.ts'

const ways = { password: '密码登录', code: '验证码登录' }

/** Signing in (S1.2) by password or by a code sent to one's phone, at a unit's own address or where one signed in last. */
export function Login() {
  const { tenant: named } = useParams()
  const [params] = useSearchParams()
  const [known, setKnown] = useState(() => (named ? undefined : lastTenant()))
  const [way, setWay] = useState<keyof typeof ways>('password')
  const code = named ?? known?.code
  const look = useLook(code)
  const { busy, error, choice, signIn, forget, clear } = useSigningIn(code)
  useEffect(() => {
    document.title = '登录 · 党建云'
  }, [])

  function elsewhere() {
    forgetTenant()
    setKnown(undefined)
    clear()
  }

  return (
    <Frame
      title={choice ? '选择单位' : '登录'}
      hint={choice ? '您在多个单位有账号，请选择要进入的单位。' : params.has('next') ? '登录后继续刚才的工作。' : '登录后开始工作。'}
      unit={look.name ?? known?.name}
      picture={look.picture}
      ways={
        <>
          <span>
            有激活码？<Link to="/activate">入驻激活</Link>
          </span>
          {isDemo && <Link to="/inbox">演示环境：收到的短信</Link>}
        </>
      }
    >
      {choice ? (
        <ChooseTenant tenants={choice.tenants} busy={busy} onChoose={code => signIn(choice.credentials, code)} onBack={forget} />
      ) : (
        <>
          <EntryRefused code={params.get('refused')} />
          {known && (
            <p className="entrance-unit">
              <span>{known.name}</span>
              <button type="button" className="entrance-link" onClick={elsewhere}>
                登录其他单位
              </button>
            </p>
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a legend to show */}
          <div className="entrance-switch" role="group" aria-label="登录方式">
            {Object.entries(ways).map(([key, title]) => (
              <button
                key={key}
                type="button"
                aria-pressed={key === way}
                onClick={() => {
                  clear()
                  setWay(key as keyof typeof ways)
                }}
              >
                {title}
              </button>
            ))}
          </div>
          {way === 'password' ? (
            <ByPassword busy={busy} onSignIn={signIn}>
              <Notice error={error} />
            </ByPassword>
          ) : (
            <ByCode busy={busy} tenant={code} onSignIn={signIn}>
              <Notice error={error} />
            </ByCode>
          )}
        </>
      )}
    </Frame>
  )
}

import type { FormEvent, ReactNode } from 'react'
import { EntranceField } from './entrance-field.tsx'
import { PasswordField } from './password-field.tsx'
import type { Credentials } from './signing-in.ts'

type ByPasswordProps = { busy: boolean; onSignIn: (credentials: Credentials) => void; children: ReactNode }

/** User name (or phone) and password. */
export function ByPassword({ busy, onSignIn, children }: ByPasswordProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!busy) onSignIn({ username: String(form.get('username')).trim(), password: String(form.get('password')) })
  }
  return (
    <form onSubmit={submit} className="entrance-form">
      <EntranceField
        label="用户名"
        name="username"
        placeholder="用户名或手机号"
        autoComplete="username"
        maxLength={50}
        required
        autoFocus
      />
      <PasswordField label="密码" name="password" autoComplete="current-password" maxLength={200} required />
      {children}
      <button type="submit" className="entrance-button" disabled={busy}>
        {busy ? '正在登录……' : '登录'}
      </button>
    </form>
  )
}

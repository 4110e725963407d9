import { type FormEvent, useState } from 'react'
import type { PasswordRules } from '../../../core/identity/password-shape.ts'
import { put } from '../api/request.ts'
import { isNewPasswordReady, NewPassword } from './new-password.tsx'
import { Notice } from './notice.tsx'
import { PasswordField } from './password-field.tsx'
import './entrance.css'

type ChangePasswordProps = {
  rules: PasswordRules
  /** What to fill in as the current password. */
  help?: string
  /** What the button says. */
  action: string
  onChanged: () => void
}

/** One's own password: the current one, and twice the new one. */
export function ChangePassword({ rules, help, action, onChanged }: ChangePasswordProps) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  async function change(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await put('/session/password', { current, next })
      onChanged()
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <form onSubmit={change} className="entrance-form">
      <PasswordField
        label="当前密码"
        autoComplete="current-password"
        help={help}
        maxLength={200}
        required
        autoFocus
        value={current}
        onChange={event => setCurrent(event.target.value)}
      />
      <NewPassword rules={rules} next={next} again={again} onNext={setNext} onAgain={setAgain} />
      <Notice error={error} />
      <button type="submit" className="entrance-button" disabled={busy || current === '' || !isNewPasswordReady(rules, next, again)}>
        {busy ? '正在保存……' : action}
      </button>
    </form>
  )
}

import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { post } from '../api/request.ts'
import { EntranceField } from './entrance-field.tsx'
import { Notice } from './notice.tsx'
import type { Credentials } from './signing-in.ts'
import { useCountdown } from './use-countdown.ts'

type ByCodeProps = { busy: boolean; tenant?: string; onSignIn: (credentials: Credentials) => void; children: ReactNode }

/** Seconds between two codes for one phone. */
const interval = 60

/** A phone, and the code that was sent to it. */
export function ByCode({ busy, tenant, onSignIn, children }: ByCodeProps) {
  const [phone, setPhone] = useState('')
  const [sending, setSending] = useState(false)
  const [sentTo, setSentTo] = useState<string>()
  const [error, setError] = useState<unknown>()
  const [seconds, startCountdown] = useCountdown()
  const code = useRef<HTMLInputElement>(null)

  async function send() {
    setSending(true)
    setError(undefined)
    setSentTo(undefined)
    try {
      await post('/session/codes', { tenant, phone })
      setSentTo(phone)
      startCountdown(interval)
      code.current?.focus()
    } catch (problem) {
      setError(problem)
    } finally {
      setSending(false)
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setError(undefined)
    if (!busy) onSignIn({ phone, code: String(form.get('code')).trim() })
  }

  return (
    <form onSubmit={submit} className="entrance-form">
      <EntranceField
        label="手机号"
        name="phone"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        maxLength={20}
        required
        autoFocus
        value={phone}
        onChange={event => setPhone(event.target.value.replace(/[\s-]/g, ''))}
      />
      <EntranceField
        label="短信验证码"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        required
        inputRef={code}
        help={sentTo && `验证码已发往 ${sentTo}，5 分钟内有效。没有收到？请核对手机号是否已在本单位登记。`}
        beside={
          <button type="button" className="entrance-beside" disabled={sending || seconds > 0 || phone.length !== 11} onClick={send}>
            {seconds > 0 ? `${seconds} 秒后可重发` : sending ? '正在发送……' : '获取验证码'}
          </button>
        }
      />
      <Notice error={error} />
      {error === undefined && children}
      <button type="submit" className="entrance-button" disabled={busy}>
        {busy ? '正在登录……' : '登录'}
      </button>
    </form>
  )
}

import { type FormEvent, useState } from 'react'
import { Problem } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Activation } from './activated.tsx'
import { EntranceField } from './entrance-field.tsx'
import { Notice } from './notice.tsx'
import { ReliefQuestion } from './relief-question.tsx'

/** Code, unit and admin of who moves in. A code works once, however often one clicks. */
export function ActivationForm({ onActivated }: { onActivated: (activation: Activation) => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()

  async function activate(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name)).trim() || undefined
    setBusy(true)
    setError(undefined)
    try {
      const activation = await post<Activation>('/core/activations', {
        code: text('code'),
        organizationName: text('organizationName'),
        phone: text('phone'),
        username: text('username'),
        adminName: text('adminName'),
        reliefMode: form.get('reliefMode') === 'yes',
      })
      onActivated(activation)
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  const problemOf = (name: string) => (error instanceof Problem ? error.errors.find(one => one.pointer === `/${name}`)?.detail : undefined)
  const ofCode = error instanceof Problem && error.code.startsWith('activation.') ? error.message : undefined

  return (
    <form onSubmit={activate} className="entrance-form">
      <EntranceField
        label="激活码"
        name="code"
        placeholder="如 K7QM-2XWD-9HTR"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        required
        autoFocus
        problem={ofCode}
      />
      <EntranceField
        label="党组织全称"
        name="organizationName"
        placeholder="如 中共某某县委员会"
        autoComplete="organization"
        maxLength={100}
        required
        problem={problemOf('organizationName')}
        help="以后可以修改。"
      />
      <div className="entrance-pair">
        <EntranceField
          label="管理员手机号"
          name="phone"
          type="tel"
          autoComplete="tel-national"
          maxLength={20}
          problem={problemOf('phone')}
        />
        <EntranceField
          label="管理员用户名"
          name="username"
          autoComplete="username"
          spellCheck={false}
          maxLength={50}
          pattern="[A-Za-z][A-Za-z0-9_.\-]{1,49}"
          title="以字母开头，可含字母、数字、点、下划线和短横线"
          problem={problemOf('username')}
        />
      </div>
      <p className="entrance-help">手机号和用户名至少填一项，用来登录。</p>
      <EntranceField label="管理员姓名（选填）" name="adminName" autoComplete="name" maxLength={50} problem={problemOf('adminName')} />
      <ReliefQuestion />
      {ofCode === undefined && <Notice error={error} />}
      <button type="submit" className="entrance-button" disabled={busy}>
        {busy ? '正在开通……' : '激活'}
      </button>
    </form>
  )
}

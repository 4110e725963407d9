import type { LastTenant } from './last-tenant.ts'

type ChooseTenantProps = { tenants: LastTenant[]; busy: boolean; onChoose: (code: string) => void; onBack: () => void }

/** The units in which this person has an account. */
export function ChooseTenant({ tenants, busy, onChoose, onBack }: ChooseTenantProps) {
  return (
    <div className="entrance-form">
      <ul className="entrance-choices">
        {tenants.map(({ code, name }) => (
          <li key={code}>
            <button type="button" disabled={busy} onClick={() => onChoose(code)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="entrance-link" onClick={onBack}>
        返回登录
      </button>
    </div>
  )
}

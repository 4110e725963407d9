import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { PasswordRules } from '../../../../core/identity/password-shape.ts'
import { get } from '../../api/request.ts'
import { ChangePassword } from '../../entrance/change-password.tsx'
import { Failure, Loading } from '../../feedback/states.tsx'

/** Another password for oneself; everywhere else one is signed out. */
export function Password() {
  const { message } = App.useApp()
  const [changes, setChanges] = useState(0)
  const rules = useQuery({ queryKey: ['password-rules'], queryFn: () => get<PasswordRules>('/session/password-rules') })
  if (rules.error) return <Failure error={rules.error} onRetry={rules.refetch} />
  if (!rules.data) return <Loading />

  function changed() {
    message.success('密码已修改，您在其他设备上的登录已全部退出')
    setChanges(changes + 1)
  }

  return (
    <div className="paper account-password">
      <ChangePassword key={changes} rules={rules.data} action="修改密码" onChanged={changed} />
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions } from 'antd'
import { useState } from 'react'
import { get } from '../../api/request.ts'
import { useSession } from '../../desk/desk-data.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import { AccountForm } from './account-form.tsx'
import { OwnRecord } from './own-record.tsx'

/** The account, and the person's own record where a plugin keeps one. */
export type Own = { user: Told; entity?: string; record?: Told }

/** Who one is (S2.1). Where there is a record of the person, it is that which is changed, and the account follows. */
export function Profile() {
  const { data: session } = useSession()
  const [editing, edit] = useState(false)
  const own = useQuery({ queryKey: ['profile'], queryFn: () => get<Own>('/core/profile') })
  if (own.error) return <Failure error={own.error} onRetry={own.refetch} />
  if (!own.data || !session) return <Loading />
  const { user, entity, record } = own.data
  return (
    <>
      <section className="paper account-part" aria-labelledby="own-account">
        <div className="account-head">
          <h2 id="own-account">账号</h2>
          {!record && !editing && <Button onClick={() => edit(true)}>修改</Button>}
        </div>
        {editing ? (
          <AccountForm user={user} onEnd={() => edit(false)} />
        ) : (
          <Descriptions
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'name', label: '姓名', children: String(user['name']) },
              { key: 'username', label: '用户名', children: String(user['username'] ?? '—') },
              { key: 'phone', label: '手机号', children: String(user['phone'] ?? '—') },
              { key: 'tenant', label: '单位', children: session.tenant.name },
            ]}
          />
        )}
      </section>
      {entity && record && <OwnRecord entity={entity} record={record} />}
    </>
  )
}

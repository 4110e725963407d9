import { Tabs, Tag } from 'antd'
import { Link, useParams } from 'react-router'
import type { MenuEntry } from '../../desk/desk-data.ts'
import { Page } from '../../desk/page.tsx'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import type { Screen } from '../../fields/screen.ts'
import { Details } from '../../record/details.tsx'
import '../../record/record.css'
import { useRecord } from '../../record/use-record.ts'
import { BindingsTab } from './bindings-tab.tsx'
import { GrantsTab } from './grants-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'
import { UserActions } from './user-actions.tsx'
import './users.css'

export type User = Told & { name: string; username: string | null; phone: string | null; state: 'active' | 'locked' | 'disabled' }

const colours = { active: 'default', locked: 'error', disabled: 'warning' }

/** One account: whether it is open, what belongs to it, and what may be done with it. */
export function UserPage({ menu, screen }: { menu: MenuEntry; screen: Screen }) {
  const id = useParams()['id']!
  const user = useRecord(screen, id)
  if (user.error) return <Failure error={user.error} onRetry={() => void user.refetch()} />
  if (!user.data) return <Loading />
  const one = user.data as User
  const readable = (entity: Screen['relatedBy'][number]) => screen.relatedBy.includes(entity)
  const state = screen.fields.find(field => field.name === 'state')?.choices?.find(choice => choice.code === one.state)
  return (
    <Page
      title={one.name}
      hint={
        <>
          {state && (
            <Tag bordered={false} color={colours[one.state]}>
              {state.title}
            </Tag>
          )}
          <Link to={`/m/${menu.key}`}>返回{menu.title}</Link>
        </>
      }
      actions={<UserActions user={one} screen={screen} />}
    >
      <div className="paper">
        <Tabs
          className="user-tabs"
          destroyOnHidden
          items={[
            { key: 'profile', label: '基本信息', children: <Details screen={screen} record={one} /> },
            ...(readable('core/grant') ? [{ key: 'grants', label: '角色与授权', children: <GrantsTab id={id} /> }] : []),
            ...(readable('core/binding') ? [{ key: 'bindings', label: '账号绑定', children: <BindingsTab id={id} /> }] : []),
            ...(readable('core/session') ? [{ key: 'sessions', label: '登录情况', children: <SessionsTab id={id} /> }] : []),
          ]}
        />
      </div>
    </Page>
  )
}

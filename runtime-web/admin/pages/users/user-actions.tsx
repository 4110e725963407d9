import { EditOutlined, EyeOutlined, KeyOutlined, LockOutlined, UnlockOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Screen } from '../../fields/screen.ts'
import { ViewAs } from '../roles/view-as.tsx'
import { useAccountActions } from './account-actions.tsx'
import type { User } from './user-page.tsx'

/** What may be done with an account; one that went with its person's record is opened by restoring that. */
export function UserActions({ user, screen }: { user: User; screen: Screen }) {
  const { lock, unlock, reset } = useAccountActions(screen, user)
  const [viewing, view] = useState(false)
  const may = (action: string) => screen.can.includes(action) && user.state !== 'disabled'
  return (
    <>
      {may('update') && (
        <Link to="edit">
          <Button icon={<EditOutlined />}>编辑</Button>
        </Link>
      )}
      {user.state === 'active' && may('lock') && (
        <Button icon={<LockOutlined />} onClick={lock}>
          锁定
        </Button>
      )}
      {user.state === 'locked' && may('unlock') && (
        <Button type="primary" icon={<UnlockOutlined />} onClick={unlock}>
          解锁
        </Button>
      )}
      {may('reset-password') && (
        <Button icon={<KeyOutlined />} onClick={reset}>
          重置密码
        </Button>
      )}
      {user.state === 'active' && may('view-as') && (
        <Button icon={<EyeOutlined />} onClick={() => view(true)}>
          以其身份查看
        </Button>
      )}
      {viewing && <ViewAs person={{ id: user.id, label: user.name }} onClose={() => view(false)} />}
    </>
  )
}

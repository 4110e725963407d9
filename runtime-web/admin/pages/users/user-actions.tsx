import { EditOutlined, EyeOutlined, KeyOutlined, LockOutlined, UnlockOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { sentenceOf } from '../../api/problem.ts'
import { post } from '../../api/request.ts'
import type { Screen } from '../../fields/screen.ts'
import { ViewAs } from '../roles/view-as.tsx'
import type { User } from './user-page.tsx'

type Reset = { newPassword: { initial?: string; sentBy?: 'sms' } }

/** What may be done with an account; one that went with its person's record is opened by restoring that. */
export function UserActions({ user, screen }: { user: User; screen: Screen }) {
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const [viewing, view] = useState(false)
  const may = (action: string) => screen.can.includes(action) && user.state !== 'disabled'

  async function act<T>(event: string): Promise<T | undefined> {
    try {
      const done = await post<T>(`${screen.path}/${user.id}/transitions/${event}`)
      void client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
      void client.invalidateQueries({ queryKey: ['users', user.id] })
      return done
    } catch (error) {
      message.error(sentenceOf(error))
      return undefined
    }
  }

  function lock(): void {
    modal.confirm({
      title: `锁定${user.name}的账号？`,
      content: '锁定后不能登录，已登录的立即退出，直到管理员解锁。',
      okText: '锁定',
      onOk: async () => {
        if (await act('lock')) message.success('已锁定')
      },
    })
  }

  async function unlock(): Promise<void> {
    if (await act('unlock')) message.success('已解锁')
  }

  function reset(): void {
    modal.confirm({
      title: `重置${user.name}的密码？`,
      content: '原密码立即失效，已登录的立即退出；下次登录须先修改密码。锁定的账号同时解锁。',
      okText: '重置密码',
      onOk: async () => {
        const done = await act<Reset>('reset-password')
        if (done) tell(done.newPassword)
      },
    })
  }

  function tell({ initial }: Reset['newPassword']): void {
    modal.success({
      title: '密码已重置',
      okText: '知道了',
      content:
        initial === undefined ? (
          `新密码已用短信发到 ${user.phone ?? '该用户的手机'}。`
        ) : (
          <>
            请告诉{user.name}，新密码是{' '}
            <Typography.Text copyable={{ tooltips: ['复制', '已复制'] }} code>
              {initial}
            </Typography.Text>
          </>
        ),
    })
  }

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

import { useQueryClient } from '@tanstack/react-query'
import { App, Typography } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { post } from '../../api/request.ts'
import type { Screen } from '../../fields/screen.ts'

export type Account = { id: string; name: string; phone?: string | null }
export type AccountActions = { lock(): void; unlock(): Promise<void>; reset(): void }

type Reset = { newPassword: { initial?: string; sentBy?: 'sms' } }

/** Locking, unlocking and resetting the password of an account, each after a question, and what to tell of it. */
export function useAccountActions(screen: Screen, user: Account): AccountActions {
  const { modal, message } = App.useApp()
  const client = useQueryClient()

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

  return { lock, unlock, reset }
}

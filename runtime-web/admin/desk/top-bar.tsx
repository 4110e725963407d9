import { LogoutOutlined, MenuFoldOutlined, MenuUnfoldOutlined, UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Avatar, Button, Dropdown, Layout, Tag } from 'antd'
import { useNavigate } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import { remove } from '../api/request.ts'
import type { Session } from '../api/session.ts'
import { useDictionary } from '../fields/dictionary.ts'
import { JobsTray } from '../jobs/jobs-tray.tsx'
import { MessageBell } from '../messages/message-bell.tsx'
import { AppearanceSwitch } from './appearance-switch.tsx'

/** The edition, what waits for this person, and his own account. */
export function TopBar({ session, folded, onFold }: { session: Session; folded: boolean; onFold: () => void }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const edition = useDictionary('edition')?.title(session.tenant.edition)

  async function signOut() {
    try {
      await remove('/session')
    } catch (error) {
      message.error(sentenceOf(error))
      return
    }
    client.clear()
    void navigate(`/login/${session.tenant.code}`)
  }

  return (
    <Layout.Header className="top-bar">
      <Button
        type="text"
        aria-label={folded ? '展开菜单' : '收起菜单'}
        icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        onClick={onFold}
      />
      <div className="top-edition">{edition && <Tag bordered={false}>当前为：{edition}</Tag>}</div>
      <JobsTray userId={session.user.id} />
      <AppearanceSwitch />
      <MessageBell />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', icon: <UserOutlined />, label: '个人中心', onClick: () => void navigate('/account') },
            { type: 'divider' },
            { key: 'leave', icon: <LogoutOutlined />, label: '退出登录', onClick: signOut },
          ],
        }}
      >
        <Button type="text" className="top-person">
          <Avatar size={28} aria-hidden="true">
            {session.user.name.slice(-1)}
          </Avatar>
          <span className="top-name">
            {session.user.name}
            <span className="unseen">的账户</span>
          </span>
        </Button>
      </Dropdown>
    </Layout.Header>
  )
}

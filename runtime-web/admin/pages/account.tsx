import { Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { Page } from '../desk/page.tsx'
import { Loading } from '../feedback/states.tsx'
import './account/account.css'

const parts = {
  profile: { title: '基础信息', Part: lazy(async () => ({ default: (await import('./account/profile.tsx')).Profile })) },
  messages: { title: '消息', Part: lazy(async () => ({ default: (await import('./account/all-messages.tsx')).AllMessages })) },
  delegations: { title: '委托', Part: lazy(async () => ({ default: (await import('./account/delegations.tsx')).Delegations })) },
  password: { title: '修改密码', Part: lazy(async () => ({ default: (await import('./account/password.tsx')).Password })) },
  sessions: { title: '登录设备', Part: lazy(async () => ({ default: (await import('./account/sessions.tsx')).Sessions })) },
  files: { title: '我的文件', Part: lazy(async () => ({ default: (await import('./account/files.tsx')).Files })) },
}

/** What is one's own: information (S2.1), messages, password, devices, files. */
export function Account() {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const at = pathname.split('/')[2] || 'profile'
  if (!(at in parts)) return <Navigate to="/account" replace />
  return (
    <Page title="个人中心">
      <Tabs
        activeKey={at}
        onChange={key => navigate(`/account/${key}`)}
        destroyOnHidden
        items={Object.entries(parts).map(([key, { title, Part }]) => ({
          key,
          label: title,
          children: (
            <Suspense fallback={<Loading />}>
              <Part />
            </Suspense>
          ),
        }))}
      />
    </Page>
  )
}

import { StyleProvider } from '@ant-design/cssinjs'
import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider, Layout } from 'antd'
import zhCN from 'antd/es/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useState, useSyncExternalStore } from 'react'
import { Outlet } from 'react-router'
import { Loading } from '../feedback/states.tsx'
import { isDark, onAppearance, readAppearance } from '../theme/appearance.ts'
import { themeFor } from '../theme/tokens.ts'
import { useDesk } from './desk-data.ts'
import { useIdleness } from './idleness.ts'
import { queryClient } from './query-client.ts'
import { SideMenu } from './side-menu.tsx'
import { TopBar } from './top-bar.tsx'
import { ViewingBanner } from './viewing-banner.tsx'
import './desk.css'

dayjs.locale('zh-cn')

/** A dialog's own word for it is English. */
const closeInWords = { 'aria-label': '关闭' }

const appearanceKey = () => JSON.stringify({ ...readAppearance(), dark: isDark() })

/** What everyone signed in works at: the menu at the left, the bar above, the page between. */
export function Desk() {
  useSyncExternalStore(onAppearance, appearanceKey)
  return (
    <StyleProvider hashPriority="high">
      <ConfigProvider
        locale={zhCN}
        theme={themeFor(readAppearance())}
        button={{ autoInsertSpace: false }}
        modal={{ closable: closeInWords }}
      >
        <AntApp component={false} message={{ top: 64 }}>
          <QueryClientProvider client={queryClient}>
            <SignedIn />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </StyleProvider>
  )
}

function SignedIn() {
  const { session, menus } = useDesk()
  useIdleness()
  const [folded, fold] = useState(false)
  if (!session || !menus) return <Loading whole />
  return (
    <Layout className="desk">
      <a className="skip" href="#page">
        跳到主要内容
      </a>
      <Layout.Sider
        className="desk-side"
        width={224}
        collapsedWidth={64}
        breakpoint="lg"
        collapsed={folded}
        onBreakpoint={fold}
        theme="light"
      >
        <SideMenu session={session} menus={menus} folded={folded} />
      </Layout.Sider>
      <Layout>
        {session.viewing && <ViewingBanner name={session.user.name} viewing={session.viewing} />}
        <TopBar session={session} folded={folded} onFold={() => fold(!folded)} />
        <Layout.Content id="page" className="desk-page">
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

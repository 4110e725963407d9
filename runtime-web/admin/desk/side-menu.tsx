import { Menu } from 'antd'
import { Link, useLocation } from 'react-router'
import type { Session } from '../api/session.ts'
import { TaskCount, TaskDot } from '../workflows/task-count.tsx'
import type { MenuEntry } from './desk-data.ts'
import { MenuIcon } from './menu-icon.tsx'

/** The entries that the caller finds, under their headings. */
export function SideMenu({ session, menus, folded }: { session: Session; menus: MenuEntry[]; folded: boolean }) {
  const { pathname } = useLocation()
  const [, kind, key] = pathname.split('/')
  const selected = kind === 'm' && key ? decodeURIComponent(key) : kind === '' ? 'home' : ''
  const groups = [...Map.groupBy(menus, menu => menu.group)]
  const home = { key: 'home', icon: <MenuIcon name="home" />, label: <Link to="/">首页</Link> }
  return (
    <nav aria-label="主菜单" className="side-menu">
      <Link to="/" className="side-brand" aria-label={`${session.tenant.name}，首页`}>
        <img src="/admin/assets/emblem.svg" alt="" width={32} height={32} />
        {!folded && <span title={session.tenant.name}>{session.tenant.name}</span>}
      </Link>
      <Menu
        mode="inline"
        inlineIndent={16}
        selectedKeys={[selected]}
        items={[
          home,
          ...groups.map(([title, entries]) => ({
            key: `group ${title}`,
            type: 'group' as const,
            label: folded ? <span className="side-line" /> : title,
            children: entries.map(entry => ({
              key: entry.key,
              icon: folded && entry.page === 'todos' ? <TaskDot icon={entry.icon} /> : <MenuIcon name={entry.icon} />,
              label: (
                <Link to={`/m/${entry.key}`}>
                  {entry.title}
                  {entry.page === 'todos' && <TaskCount />}
                </Link>
              ),
            })),
          })),
        ]}
      />
    </nav>
  )
}

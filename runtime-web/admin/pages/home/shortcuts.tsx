import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import type { Session } from '../../api/session.ts'
import { MenuIcon } from '../../desk/menu-icon.tsx'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { useShortcuts } from './shortcuts-data.ts'

const ShortcutEditor = lazy(async () => ({ default: (await import('./shortcut-editor.tsx')).ShortcutEditor }))

/** Where this person goes most (S2.10). */
export function Shortcuts({ session: { user } }: { session: Session }) {
  const [editing, edit] = useState(false)
  const { shortcuts, error, refetch } = useShortcuts(user.id)
  if (error) return <Failure error={error} onRetry={refetch} />
  if (!shortcuts) return <Loading />
  return (
    <section className="paper home-shortcuts" aria-labelledby="shortcuts">
      <div className="home-head">
        <h2 id="shortcuts">常用功能</h2>
        <Button type="link" onClick={() => edit(true)}>
          设置常用功能
        </Button>
      </div>
      {shortcuts.length === 0 ? (
        <Nothing says="把常用的功能放到这里，打开更快" />
      ) : (
        <ul className="home-tiles">
          {shortcuts.map(({ id, menu }) => (
            <li key={id}>
              <Link to={`/m/${menu.key}`}>
                <span aria-hidden="true">
                  <MenuIcon name={menu.icon} />
                </span>
                {menu.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <Suspense>
          <ShortcutEditor userId={user.id} onClose={() => edit(false)} />
        </Suspense>
      )}
    </section>
  )
}

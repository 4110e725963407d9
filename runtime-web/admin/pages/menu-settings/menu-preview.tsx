import { MenuIcon } from '../../desk/menu-icon.tsx'
import { type Device, groupTitle, type SetMenu } from './menus.ts'

/** How the menu looks to people: a side of the desktop, or a phone. */
export function MenuPreview({ device, menus }: { device: Device; menus: SetMenu[] }) {
  const groups = [
    ...Map.groupBy(
      menus.filter(menu => menu.on),
      menu => menu.group,
    ),
  ]
  return (
    <aside className={`menu-preview menu-preview-${device}`} aria-label="效果预览">
      <p className="menu-preview-hint">效果预览（各人只看到自己有权使用的）</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard */}
      <section className="menu-preview-screen" aria-label="菜单预览" tabIndex={0}>
        {groups.map(([group, entries]) => (
          <section key={group}>
            <h3>{groupTitle(group)}</h3>
            <ul>
              {entries.map(menu => (
                <li key={menu.key}>
                  <MenuIcon name={menu.icon} />
                  <span>{menu.title}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
    </aside>
  )
}

import { Link } from 'react-router'
import { MenuIcon } from '../../desk/menu-icon.tsx'
import { useFigures } from './figures-data.ts'

/** What one governs, in numbers; each leads to its list. */
export function Figures() {
  const figures = useFigures()
  if (!figures || figures.length === 0) return null
  return (
    <section className="home-figures" aria-label="数量">
      {figures.map(({ entity, title, value, menu }) => (
        <Link key={entity} to={`/m/${menu.key}`} className="paper home-figure">
          <span className="home-figure-icon" aria-hidden="true">
            <MenuIcon name={menu.icon} />
          </span>
          <span>
            <b>{value.toLocaleString('zh-CN')}</b>
            <small>{title}</small>
          </span>
        </Link>
      ))}
    </section>
  )
}

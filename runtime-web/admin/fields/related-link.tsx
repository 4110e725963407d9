import { Link } from 'react-router'
import { useMenus } from '../desk/desk-data.ts'
import type { Related } from './record.ts'

/** Another record, as a link where this person has a menu entry that opens it. */
export function RelatedLink({ entity, to }: { entity: string; to: Related }) {
  const { data: menus } = useMenus()
  if (to.label === null) return <span className="value-none">（无权查看）</span>
  const menu = menus?.find(entry => entry.entity === entity && entry.page === null && entry.list === 'living')
  return menu ? <Link to={`/m/${menu.key}/${to.id}`}>{to.label}</Link> : to.label
}

import { Link } from 'react-router'
import { type MenuEntry, useMenus } from '../desk/desk-data.ts'
import type { Related } from './record.ts'

/** Another record, as a link where this person has a menu entry that opens it. */
export function RelatedLink({ entity, to }: { entity: string; to: Related }) {
  const { data: menus } = useMenus()
  if (to.label === null) return <span className="value-none">（无权查看）</span>
  const menu = menus?.find(entry => entry.entity === entity && entry.list === 'living' && opensRecords(entry))
  return menu ? <Link to={`/m/${menu.key}/${to.id}`}>{to.label}</Link> : to.label
}

/** The list of an entity does, and so does a page that stands for it: one called as the entity's address ends. */
const opensRecords = ({ page, path }: MenuEntry): boolean => page === null || path?.endsWith(`/${page}`) === true

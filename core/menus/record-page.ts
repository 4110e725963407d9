import type { Entity, Model } from '../declarations/model.ts'

/** The address of a record on the desk, below /admin; undefined where no menu leads to records of its kind. */
export function recordPage({ menus }: Model, { key }: Entity, id: string): string | undefined {
  const menu = menus.find(
    entry => entry.device === 'desktop' && entry.entity === key && entry.page === undefined && entry.list === 'living',
  )
  return menu && `/m/${menu.key}/${id}`
}

import type { Model } from '../declarations/model.ts'
import type { CopyHead } from './lines.ts'
import { badCopy } from './problems.ts'
import { type Travelling, travellingTables } from './travelling.ts'

/** The tables of a copy as they are here. @throws badCopy naming plugins that are not installed, or what nobody here knows */
export function knownTables(head: CopyHead, model: Model): Map<string, Travelling> {
  const known = new Map(travellingTables(model).map(table => [table.name, table]))
  const unknown = Object.keys(head.tables).filter(name => !known.has(name))
  const missing = Object.keys(head.plugins).filter(name => !model.plugins.has(name))
  if (unknown.length > 0 && missing.length > 0) throw badCopy(`缺少插件：${missing.join('、')}。请先安装，再导入。`)
  if (unknown.length > 0) throw badCopy(`副本中有不认识的内容：${shown(unknown)}。它可能来自更新的版本。`)
  const chosen = new Map<string, Travelling>()
  for (const [name, columns] of Object.entries(head.tables)) {
    const table = known.get(name)!
    const strange = columns.filter(column => !table.columns.some(one => one.name === column))
    if (strange.length > 0) throw badCopy(`副本的 ${name} 中有不认识的内容：${shown(strange)}。它可能来自更新的版本。`)
    chosen.set(name, { ...table, columns: table.columns.filter(column => columns.includes(column.name)) })
  }
  return chosen
}

function shown(names: string[]): string {
  return names.slice(0, 5).join('、')
}

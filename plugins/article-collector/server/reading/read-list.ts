import { absolute, addressKey } from './addresses.ts'
import { timeIn } from './dates.ts'
import { documentOf } from './document.ts'
import type { Entries, Entry, PageRules } from './entry.ts'
import { plain } from './plain.ts'
import { Refused } from './refused.ts'
import { chosen, chosenAll } from './select.ts'

/** What a page lists, by the source's selectors. @throws Refused */
export function readList(html: string, address: string, rules: PageRules): Entries {
  const document = documentOf(html)
  const base = absolute(document.querySelector('base')?.getAttribute('href'), address) ?? address
  const rows = chosenAll(document, rules.listSelector || 'a', '列表中的每一条')
  if (rows.length === 0) throw new Refused('页面上没有找到列表，请检查选择器；靠脚本显示的页面不能采集')
  const entries = new Map<string, Entry>()
  for (const row of rows) {
    const link = rules.linkSelector
      ? chosen(row, rules.linkSelector, '条目中的链接')
      : row.matches('a[href]')
        ? row
        : row.querySelector('a[href]')
    const full = absolute(link?.getAttribute('href'), base)
    const named = rules.titleSelector ? chosen(row, rules.titleSelector, '条目中的标题') : link
    const title = plain(link?.getAttribute('title') && !rules.titleSelector ? link.getAttribute('title') : named?.textContent, 200)
    if (!full || !title) continue
    const day = rules.dateSelector ? chosen(row, rules.dateSelector, '条目中的日期')?.textContent : undefined
    const entry = { address: full, key: addressKey(full), title, publishedAt: timeIn(day) }
    if (!entries.has(entry.key)) entries.set(entry.key, entry)
  }
  const next = rules.nextSelector ? chosen(document, rules.nextSelector, '“下一页”链接') : undefined
  return { entries: [...entries.values()], next: absolute(next?.getAttribute('href'), base) }
}

import type { Change } from '../upgrade/upgrading.ts'
import type { Rehearsal } from './rehearse.ts'

const titles: Record<Change['kind'], string> = {
  migration: '执行迁移',
  step: '迁移步骤',
  table: '新建表',
  column: '新增列',
  type: '改变类型',
  index: '新建索引或唯一规则',
  constraint: '新建关联约束',
  obsolete: '去掉不再声明的索引或约束',
  values: '重新计算',
  note: '请注意',
}

/** What a rehearsal came to, for whoever is about to upgrade. No value of any record is told. */
export function reportOf({ copied, changes, refusal, findings }: Rehearsal, milliseconds: number): string {
  const lines = [`已在副本上试升级：${copied.tables} 张表、${copied.rows} 行，用时 ${seconds(milliseconds)}。原数据没有改动。`]
  if (refusal !== undefined) return [...lines, '', '不能升级：', refusal].join('\n')
  lines.push('', ...changesOf(changes))
  const { unreadable, failing, entities } = findings!
  if (unreadable.length === 0) lines.push('', `${entities} 种记录都能正常读取。`)
  for (const { entity, message } of unreadable) lines.push('', `“${entity.title}”（${entity.key}）不能读取：${message}`)
  if (failing.length > 0) lines.push('', '下列记录不合新的声明。它们保持原样、可以查看，下次修改时须先改正：')
  for (const one of failing) {
    lines.push(`- “${one.entity.title}”（${one.entity.key}）：检查 ${one.checked} 条，${one.failing} 条不合`)
    for (const [reason, count] of [...one.reasons].sort((a, b) => b[1] - a[1]).slice(0, 5)) lines.push(`    ${reason}：${count} 条`)
  }
  lines.push('', unreadable.length > 0 ? '结论：不能升级。' : '结论：可以升级。升级前请先备份（npm run backup）。')
  return lines.join('\n')
}

function changesOf(changes: Change[]): string[] {
  if (changes.length === 0) return ['数据库已与程序一致，升级不会改动它。']
  const total = changes.filter(change => change.kind !== 'step').reduce((sum, change) => sum + change.milliseconds, 0)
  return [
    `升级会做 ${changes.length} 项改动，在副本上用了 ${seconds(total)}：`,
    ...changes.map(({ kind, what, rows, milliseconds }) => {
      const took = milliseconds < 1_000 ? '' : `，${seconds(milliseconds)}`
      return `- ${titles[kind]}：${what}${rows === undefined || kind === 'note' ? '' : `（${rows} 行）`}${took}`
    }),
  ]
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} 秒`
}

import type { Seal } from './seal.ts'
import type { Finding } from './verify.ts'
import type { TenantVerdict } from './verify-all.ts'

const mostTold = 200

/** A tenant's verdict in lines for people: its chain, what is to be known of it, and what is wrong. */
export function tellVerdict({ tenantId, code, entries, seals, head, pending, findings, found, remarkable }: TenantVerdict): string[] {
  const chain = head ? `链头 ${head.number} ${head.hash.toString('hex').slice(0, 16)}` : '尚无封存'
  const waiting = pending > 0 ? `，待封存 ${pending}` : ''
  return [
    `${code ?? `${tenantId}（租户已不在库中）`}：日志 ${entries} 条，封存 ${seals} 次，${chain}${waiting}：${found === 0 ? '完好' : `异常 ${found} 处`}`,
    ...remarkable.filter(seal => seal.kind !== 'earlier' && seal.kind !== 'brought-in').map(remark),
    ...counted(remarkable),
    ...findings.slice(0, mostTold).map(finding => `  ${tellFinding(finding)}`),
    ...(found > mostTold ? [`  ……另有 ${found - mostTold} 处`] : []),
  ]
}

function remark({ number, kind, madeAt, details }: Seal): string {
  const what = kind === 'restored' ? '数据库自备份恢复' : `超过保存期限的日志已清理（编号小于 ${String(details['before'])}）`
  return `  说明：封存 ${number}，${madeAt}，${what}`
}

function counted(remarkable: Seal[]): string[] {
  const said = { earlier: '封存启用前已有的日志，此前的改动无从核验', 'brought-in': '自其他平台导入的日志，导入前的改动无从核验' }
  return Object.entries(said).flatMap(([kind, words]) => {
    const numbers = remarkable.filter(seal => seal.kind === kind).map(seal => seal.number)
    return numbers.length === 0 ? [] : [`  说明：封存 ${numbers[0]}${numbers.length > 1 ? ` 等 ${numbers.length} 次` : ''}，${words}`]
  })
}

/** One line of what is wrong. */
export function tellFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'seal-changed':
      return `封存 ${finding.seal} 被改动`
    case 'seal-missing':
      return `封存 ${finding.seal} 被删除`
    case 'head-missing':
      return `封存 ${finding.seal} 曾在库外留有记录，现已不在库中或与记录不符`
    case 'entry-changed':
      return `日志 ${finding.entry} 被改动（${sealed(finding.seal)}）`
    case 'entry-removed':
      return `日志 ${finding.entry} 被删除（${sealed(finding.seal)}）`
    case 'entry-added':
      return `日志 ${finding.entry} 不是由本平台写入的`
  }
}

function sealed(seal: number | undefined): string {
  return seal === undefined ? '待封存' : `封存 ${seal}`
}

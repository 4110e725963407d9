import type { ImportResult } from './import-result.ts'

/** What happened, or would, in four numbers. */
export function Counts({ result }: { result: ImportResult }) {
  const counts: [string, number, string][] = [
    ['新增', result.created, ''],
    ['更新', result.updated, ''],
    ['未变', result.unchanged, ''],
    ['有误，不导入', result.refused, result.refused > 0 ? 'import-count-bad' : ''],
  ]
  return (
    <dl className="import-counts">
      {counts.map(([title, count, look]) => (
        <div key={title} className={look}>
          <dt>{title}</dt>
          <dd>{count.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  )
}

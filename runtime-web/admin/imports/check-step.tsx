import { Alert, Button, Collapse } from 'antd'
import type { Screen } from '../fields/screen.ts'
import { Counts } from './counts.tsx'
import { headerProblems, type ImportResult, type Matching } from './import-result.ts'
import { MarkedCopy } from './marked-copy.tsx'
import { MatchColumns } from './match-columns.tsx'
import { ProblemTable } from './problem-table.tsx'

type CheckStepProps = {
  screen: Screen
  result: ImportResult
  matching: Matching
  busy: boolean
  onMatch: (matching: Matching) => void
  onAgain: () => void
  onImport: () => void
}

/** What the import would do; nothing is written yet. */
export function CheckStep({ screen, result, matching, busy, onMatch, onAgain, onImport }: CheckStepProps) {
  const wrongHeader = headerProblems(result)
  const columns = <MatchColumns screen={screen} columns={result.columns} matching={matching} busy={busy} onMatch={onMatch} />
  if (wrongHeader.length > 0)
    return (
      <>
        <Alert type="warning" showIcon message={wrongHeader.map(problem => problem.message).join('；')} />
        {columns}
      </>
    )
  const unread = result.columns.filter(column => column.field === null && !(column.header in matching))
  const writes = result.created + result.updated
  return (
    <>
      <Counts result={result} />
      <MarkedCopy result={result} />
      <ProblemTable screen={screen} result={result} />
      <Collapse
        ghost
        items={[
          {
            key: 'columns',
            label:
              unread.length > 0 ? `有 ${unread.length} 列没有读取：${unread.map(column => column.header).join('、')}` : '各列对应的栏目',
            children: columns,
          },
        ]}
      />
      <div className="import-actions">
        <Button onClick={onAgain}>换一个文件</Button>
        <Button type="primary" disabled={writes === 0} loading={busy} onClick={onImport}>
          {writes === 0 ? '没有要写入的内容' : `导入 ${writes.toLocaleString()} 条`}
        </Button>
      </div>
    </>
  )
}

import { Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Screen } from '../fields/screen.ts'
import type { ImportResult, LineProblem } from './import-result.ts'

type Shown = 'all' | LineProblem['level']

/** What is wrong, line by line. */
export function ProblemTable({ screen, result }: { screen: Screen; result: ImportResult }) {
  const [shown, show] = useState<Shown>('all')
  const titles = new Map(screen.fields.map(field => [field.name, field.title]))
  const problems = result.problems.filter(problem => shown === 'all' || problem.level === shown)
  if (result.problemCount === 0) return null
  return (
    <>
      <div className="import-problems-head">
        <Segmented<Shown>
          value={shown}
          onChange={show}
          options={[
            { value: 'all', label: '全部' },
            { value: 'error', label: '错误' },
            { value: 'warning', label: '提醒' },
          ]}
        />
        {result.problemCount > result.problems.length && (
          <span className="import-hint">
            共 {result.problemCount.toLocaleString()} 处，这里列出前 {result.problems.length} 处，其余见错误标注
          </span>
        )}
      </div>
      <Table<LineProblem>
        size="small"
        rowKey={problem => `${problem.line} ${problem.field} ${problem.code} ${problem.message}`}
        dataSource={problems}
        pagination={{ pageSize: 8, showSizeChanger: false, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '行', dataIndex: 'line', width: 72 },
          { title: '栏目', render: (_, { field }) => titles.get(field ?? '') ?? '—', width: 140 },
          {
            title: '问题',
            render: (_, { level, message }) => (
              <>
                {level === 'warning' && <Tag color="gold">提醒</Tag>}
                {message}
              </>
            ),
          },
        ]}
      />
    </>
  )
}

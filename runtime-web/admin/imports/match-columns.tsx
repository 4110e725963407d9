import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import type { Screen, ScreenField } from '../fields/screen.ts'
import type { FileColumn, Matching } from './import-result.ts'

type MatchColumnsProps = { screen: Screen; columns: FileColumn[]; matching: Matching; busy: boolean; onMatch: (matching: Matching) => void }

const passedOver = '-'

/** Says which column of the file is which field, where their names differ. */
export function MatchColumns({ screen, columns, matching, busy, onMatch }: MatchColumnsProps) {
  const [said, say] = useState<Matching>(matching)
  const fields = screen.fields.filter(isImportable)
  const chosen = (column: FileColumn) => (column.header in said ? said[column.header] : column.field)
  const taken = new Set(columns.map(chosen))
  const missing = fields.filter(
    field => field.required && field.default === undefined && field.preset === undefined && !taken.has(field.name),
  )
  return (
    <>
      <Table<FileColumn>
        size="small"
        rowKey="at"
        dataSource={columns}
        pagination={false}
        scroll={{ y: 280 }}
        columns={[
          { title: '列', dataIndex: 'at', width: 56 },
          { title: '文件中的表头', dataIndex: 'header' },
          {
            title: '对应栏目',
            width: 280,
            render: (_, column) => (
              <Select
                aria-label={`“${column.header}”对应的栏目`}
                showSearch
                optionFilterProp="label"
                style={{ width: '100%' }}
                value={chosen(column) ?? passedOver}
                onChange={field => say({ ...said, [column.header]: field === passedOver ? null : field })}
                options={[
                  { value: passedOver, label: '不导入这一列' },
                  ...fields.map(field => ({
                    value: field.name,
                    label: field.required ? `${field.title}（必填）` : field.title,
                    disabled: taken.has(field.name) && chosen(column) !== field.name,
                  })),
                ]}
              />
            ),
          },
        ]}
      />
      <div className="import-actions">
        <span className="import-hint">{missing.length > 0 && `还缺必填的栏目：${missing.map(field => field.title).join('、')}`}</span>
        <Button type="primary" disabled={missing.length > 0} loading={busy} onClick={() => onMatch(said)}>
          按此重新检查
        </Button>
      </div>
    </>
  )
}

const withoutCells = new Set(['rows', 'document', 'file', 'files'])

const isImportable = (field: ScreenField) => !field.readOnly && !field.computed && !withoutCells.has(field.kind)

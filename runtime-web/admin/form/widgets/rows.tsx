import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { ArrayField } from '@formily/core'
import { observer, RecursionField, useField, useFieldSchema } from '@formily/react'
import { Button } from 'antd'
import { useDeclared } from '../declared-fields.ts'
import { idAt } from '../field-frame.tsx'

/** A sub-table: a line for each row, on a narrow screen a card. Rows can be added, taken away and put in another order. */
export const Rows = observer(() => {
  const field = useDeclared()
  const table = useField<ArrayField>()
  const items = useFieldSchema().items
  const path = table.path.toString()
  const rows = Array.isArray(table.value) ? table.value : []
  const most = (field.limits['maxItems'] as number | undefined) ?? 500
  if (!items || Array.isArray(items)) return null
  const columns = { '--rows-columns': field.rows!.length } as React.CSSProperties
  return (
    <div className="rows" style={columns}>
      {rows.length > 0 && (
        <div className="rows-line rows-head" aria-hidden>
          {field.rows!.map(column => (
            <div key={column.name} className={column.required ? 'rows-head-required' : undefined}>
              {column.title}
            </div>
          ))}
        </div>
      )}
      {rows.map((_, at) => {
        const nth = `第 ${at + 1} 条`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: Formily keeps the state of a row by its place, and moves it along
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
          <div className="rows-line" role="group" aria-label={`${field.title}${nth}`} key={at}>
            <RecursionField schema={items} name={at} />
            <div className="rows-tools">
              <Button
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={`上移${nth}`}
                disabled={at === 0}
                onClick={() => table.moveUp(at)}
              />
              <Button
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={`下移${nth}`}
                disabled={at === rows.length - 1}
                onClick={() => table.moveDown(at)}
              />
              <Button type="text" icon={<DeleteOutlined />} aria-label={`删除${nth}`} onClick={() => table.remove(at)} />
            </div>
          </div>
        )
      })}
      <Button
        id={idAt(path)}
        type="dashed"
        block
        icon={<PlusOutlined />}
        disabled={rows.length >= most}
        onClick={() =>
          void table.push({}).then(() => document.getElementById(idAt(`${path}.${rows.length}.${field.rows![0]!.name}`))?.focus())
        }
      >
        添加{field.title}
      </Button>
    </div>
  )
})

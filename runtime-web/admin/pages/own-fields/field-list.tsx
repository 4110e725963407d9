import { ArrowDownOutlined, ArrowUpOutlined, EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch, Tag } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { patch } from '../../api/request.ts'
import { EditField } from './edit-field.tsx'
import { kindWords, type OwnField } from './own-field.ts'

/** The own fields of one kind of record, in their order. */
export function FieldList({ title, fields }: { title: string; fields: OwnField[] }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [editing, edit] = useState<OwnField>()
  const [busy, setBusy] = useState(false)

  async function attempt(run: () => Promise<unknown>) {
    setBusy(true)
    try {
      await run()
    } catch (error) {
      message.error(sentenceOf(error))
    }
    await Promise.all(['own-fields', 'screen'].map(key => client.invalidateQueries({ queryKey: [key] })))
    setBusy(false)
  }

  const move = (from: number, to: number) =>
    attempt(async () => {
      const next = [...fields]
      next.splice(to, 0, ...next.splice(from, 1))
      for (const [at, field] of next.entries())
        if (field.position !== at * 10) await patch(`/core/own-fields/${field.id}`, { position: at * 10 })
    })

  return (
    <section className="paper" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {fields.map((field, at) => (
          <li key={field.id} className={field.on ? undefined : 'own-field-off'}>
            <span className="own-field-title">
              {field.title}
              {field.required && (
                <Tag bordered={false} color="red">
                  必填
                </Tag>
              )}
            </span>
            <Tag bordered={false}>{kindWords[field.kind]}</Tag>
            <Button
              type="text"
              aria-label={`上移${field.title}`}
              icon={<ArrowUpOutlined />}
              disabled={busy || at === 0}
              onClick={() => move(at, at - 1)}
            />
            <Button
              type="text"
              aria-label={`下移${field.title}`}
              icon={<ArrowDownOutlined />}
              disabled={busy || at === fields.length - 1}
              onClick={() => move(at, at + 1)}
            />
            <Button type="text" aria-label={`修改${field.title}`} icon={<EditOutlined />} onClick={() => edit(field)} />
            <Switch
              checked={field.on}
              disabled={busy}
              aria-label={`启用${field.title}`}
              onChange={on => attempt(() => patch(`/core/own-fields/${field.id}`, { on }))}
            />
          </li>
        ))}
      </ul>
      {editing && <EditField field={editing} onClose={() => edit(undefined)} />}
    </section>
  )
}

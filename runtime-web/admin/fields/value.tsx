import { Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { RichText } from '../rich-text/rich-text.tsx'
import { wordsOf } from '../rich-text/words-of.ts'
import { useDictionary } from './dictionary.ts'
import { FileView } from './file-view.tsx'
import { isRelated } from './record.ts'
import { RelatedLink } from './related-link.tsx'
import type { ScreenField } from './screen.ts'
import './value.css'

type ValueProps = {
  field: ScreenField
  value: unknown
  /** On a page of its own all is shown: links, previews, every row. In a list a word must do. */
  whole?: boolean
}

/** A field's value as people read it. */
export function Value({ field, value, whole = false }: ValueProps): ReactNode {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="value-none">—</span>
  switch (field.kind) {
    case 'dictionary':
      return <Coded dictionary={field.dictionary!} code={String(value)} />
    case 'choice':
      return field.choices?.find(choice => choice.code === value)?.title ?? String(value)
    case 'relation':
      if (!isRelated(value)) return String(value)
      return whole ? <RelatedLink entity={field.relation!.entity} to={value} /> : (value.label ?? '（无权查看）')
    case 'boolean':
      return value === true ? <Tag bordered={false}>是</Tag> : '否'
    case 'date-time':
      return <time dateTime={String(value)}>{dayjs(String(value)).format('YYYY-MM-DD HH:mm')}</time>
    case 'texts':
      return whole ? <Words words={value as string[]} /> : (value as string[]).join('、')
    case 'rows':
      return whole ? <RowsTable columns={field.rows ?? []} rows={value as Row[]} /> : `${(value as Row[]).length} 条`
    case 'file':
      return <FileView id={String(value)} whole={whole} />
    case 'files':
      return whole ? <Files ids={value as string[]} /> : `${(value as string[]).length} 个文件`
    case 'document':
      return whole ? <Document value={value} /> : '…'
    case 'html':
      return whole ? <RichText html={String(value)} /> : <span className="value-lines">{wordsOf(String(value))}</span>
    case 'text':
      return <Text format={field.format} text={String(value)} />
    default:
      return String(value)
  }
}

function Coded({ dictionary, code }: { dictionary: string; code: string }) {
  return useDictionary(dictionary)?.title(code) ?? ''
}

function Text({ format, text }: { format?: string; text: string }) {
  if (format === 'text') return <span className="value-lines">{text}</span>
  // Whatever else an address begins with is shown and leads nowhere.
  if (format === 'uri' && /^https?:\/\//.test(text))
    return (
      <a href={text} target="_blank" rel="noreferrer">
        {text}
      </a>
    )
  if (format === 'email') return <a href={`mailto:${text}`}>{text}</a>
  return text
}

function Words({ words }: { words: string[] }) {
  return (
    <span className="value-words">
      {words.map(word => (
        <Tag key={word} bordered={false}>
          {word}
        </Tag>
      ))}
    </span>
  )
}

function Files({ ids }: { ids: string[] }) {
  return (
    <span className="value-files">
      {ids.map(id => (
        <FileView key={id} id={id} whole />
      ))}
    </span>
  )
}

/** What is for programs first of all, and may be long: put together when it is asked for. */
function Document({ value }: { value: unknown }) {
  const [open, show] = useState(false)
  return (
    <details onToggle={event => show(event.currentTarget.open)}>
      <summary>查看数据</summary>
      {open && <pre className="value-document">{JSON.stringify(value, null, 2)}</pre>}
    </details>
  )
}

type Row = Record<string, unknown> & { id?: string }

function RowsTable({ columns, rows }: { columns: ScreenField[]; rows: Row[] }) {
  return (
    <Table<Row>
      className="value-rows"
      size="small"
      bordered
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey={row => row.id ?? rows.indexOf(row)}
      dataSource={rows}
      columns={columns.map(column => ({
        key: column.name,
        title: column.title,
        render: (_, row) => <Value field={column} value={row[column.told]} />,
      }))}
    />
  )
}

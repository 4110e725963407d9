import { Tag } from 'antd'
import dayjs from 'dayjs'
import { useDictionary } from './dictionary.ts'
import { isRelated } from './record.ts'
import type { ScreenField } from './screen.ts'

/** A field's value as people read it. */
export function Value({ field, value }: { field: ScreenField; value: unknown }) {
  if (value === null || value === undefined || value === '') return <span className="value-none">—</span>
  switch (field.kind) {
    case 'dictionary':
      return <Coded dictionary={field.dictionary!} code={String(value)} />
    case 'choice':
      return <>{field.choices?.find(choice => choice.code === value)?.title ?? String(value)}</>
    case 'relation':
      return <>{isRelated(value) ? (value.label ?? '（无权查看）') : String(value)}</>
    case 'boolean':
      return value === true ? <Tag bordered={false}>是</Tag> : <>否</>
    case 'date-time':
      return <time dateTime={String(value)}>{dayjs(String(value)).format('YYYY-MM-DD HH:mm')}</time>
    case 'texts':
      return <>{(value as string[]).join('、')}</>
    case 'rows':
      return <>{(value as unknown[]).length} 条</>
    case 'file':
      return <FileLink id={String(value)} />
    case 'files':
      return <>{(value as string[]).length} 个文件</>
    case 'document':
      return <>…</>
    default:
      return <>{String(value)}</>
  }
}

function Coded({ dictionary, code }: { dictionary: string; code: string }) {
  return <>{useDictionary(dictionary)?.title(code) ?? ''}</>
}

function FileLink({ id }: { id: string }) {
  return (
    <a href={`/api/v1/core/files/${id}/content`} target="_blank" rel="noreferrer">
      查看
    </a>
  )
}

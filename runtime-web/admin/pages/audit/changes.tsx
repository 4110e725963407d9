import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'
import type { Vocabulary } from '../../fields/vocabulary.ts'
import type { AuditEntry } from './entry.ts'

/** What changed, field by field: as it was, and as it became. */
export function Changes({ entry, vocabulary }: { entry: AuditEntry; vocabulary: Vocabulary | undefined }) {
  const words = vocabulary?.entity(entry.entity)
  return (
    <dl className="audit-changes">
      {Object.entries(entry.changes ?? {}).map(([name, change]) => (
        <div key={name}>
          <dt>{words?.fields.find(field => field.name === name)?.title ?? otherWords[name] ?? name}</dt>
          <dd>
            {Array.isArray(change) && change.length === 2 ? (
              <>
                <Side entity={words ? entry.entity! : undefined} name={name} value={change[0]} /> →{' '}
                <Side entity={words ? entry.entity! : undefined} name={name} value={change[1]} />
              </>
            ) : (
              plain(change)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const otherWords: Record<string, string> = {
  on: '启用',
  keys: '顺序',
  viewingUntil: '查看到',
  format: '格式',
  count: '条数',
  rows: '条数',
  filter: '条件',
  reason: '原因',
  field: '字段',
  until: '到',
  attempts: '次数',
}

/** A value in words where the field is known, else as it was noted. */
function Side({ entity, name, value }: { entity: string | undefined; name: string; value: unknown }) {
  return entity ? <Worded entity={entity} name={name} value={value} /> : plain(value)
}

function Worded({ entity, name, value }: { entity: string; name: string; value: unknown }) {
  const { data: screen } = useScreen(entity)
  const field = screen?.fields.find(one => one.name === name)
  if (!field || ['relation', 'document', 'rows', 'file', 'files'].includes(field.kind)) return <>{plain(value)}</>
  return <Value field={field} value={value} />
}

function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

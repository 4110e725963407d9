import dayjs from 'dayjs'
import { isRelated, type Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'
import { layoutOf, spanOf } from '../form/layout-of.ts'
import { StateOrValue } from '../workflows/state-tag.tsx'
import { OwnShown } from './own-shown.tsx'
import { Revealed } from './reveal.tsx'
import '../form/columns.css'

type RecordProps = { screen: Screen; record: Told }

const mostFacts = 5
const long = new Set(['rows', 'files', 'file', 'texts', 'document', 'html'])

/** What tells a record from others at a glance. */
export function KeyFacts({ screen, record }: RecordProps) {
  const facts = screen.fields
    // Of a workflow the state stands above.
    .filter(
      field =>
        field.name !== screen.label &&
        field.name !== screen.workflow?.state &&
        field.told in record &&
        !long.has(field.kind) &&
        field.format !== 'text',
    )
    .filter(field => field.required || field.kind === 'choice' || field.name === screen.organizationField)
    .slice(0, mostFacts)
  if (facts.length === 0) return null
  return (
    <dl className="key-facts">
      {facts.map(field => (
        <div key={field.name}>
          <dt>{field.title}</dt>
          <dd>
            <Value field={field} value={record[field.told]} whole />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Everything that a record holds and this person may see, laid out as its form is. */
export function Details({ screen, record }: RecordProps) {
  const byName = new Map(screen.fields.filter(field => field.told in record).map(field => [field.name, field]))
  return (
    <div className="details">
      {layoutOf(screen).parts.map((part, nth) =>
        part.groups.map((group, at) => {
          const fields = group.fields.flatMap(place => {
            const field = byName.get(place.name)
            return field ? [{ field, span: spanOf(field, place, group.columns), widget: place.widget }] : []
          })
          return fields.length === 0 ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layout does not change
            <section className="paper" key={`${nth} ${at}`} aria-label={group.title ?? part.title}>
              {(group.title ?? part.title) && <h2 className="details-title">{group.title ?? part.title}</h2>}
              <dl className={`details-grid form-columns-${group.columns}`}>
                {fields.map(({ field, span, widget }) => (
                  <div key={field.name} className={`details-item form-span-${span}`}>
                    <dt>{field.title}</dt>
                    <dd>
                      <Shown screen={screen} record={record} field={field} widget={widget} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        }),
      )}
      <Written record={record} />
    </div>
  )
}

function Shown({ screen, record, field, widget }: RecordProps & { field: ScreenField; widget?: string }) {
  const value = record[field.told]
  if (field.secret && screen.can.includes('reveal') && value !== null) return <Revealed screen={screen} record={record} field={field} />
  if (widget && !isEmpty(value)) return <OwnShown widget={widget} field={field} value={value} />
  return <StateOrValue screen={screen} field={field} value={value} whole />
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** By whom and when it was written. */
function Written({ record }: { record: Told }) {
  const told = (by: unknown, at: unknown) =>
    `${isRelated(by) ? (by.label ?? '（无权查看）') : '系统'}，${dayjs(String(at)).format('YYYY-MM-DD HH:mm')}`
  return (
    <p className="record-written">
      新增：{told(record['createdBy'], record['createdAt'])}
      <span>最近修改：{told(record['updatedBy'], record['updatedAt'])}</span>
    </p>
  )
}

import { Button, Descriptions } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

const OwnRecordForm = lazy(async () => ({ default: (await import('./own-record-form.tsx')).OwnRecordForm }))

/** The record of oneself, as far as it is shown to oneself; what one may change of it, one changes here. */
export function OwnRecord({ entity, record }: { entity: string; record: Told }) {
  const [editing, edit] = useState(false)
  const screen = useScreen(entity)
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  const mayChange = screen.data.can.includes('update') && screen.data.fields.some(field => field.writable.update)
  return (
    <section className={editing ? 'account-part' : 'paper account-part'} aria-labelledby="own-record">
      <div className="account-head">
        <h2 id="own-record">{screen.data.title}信息</h2>
        {mayChange && !editing && <Button onClick={() => edit(true)}>修改</Button>}
      </div>
      {editing ? (
        <Suspense fallback={<Loading />}>
          <OwnRecordForm screen={screen.data} record={record} onEnd={() => edit(false)} />
        </Suspense>
      ) : (
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={screen.data.fields
            .filter(field => field.listed && field.shown !== 'hidden')
            .map(field => ({ key: field.name, label: field.title, children: <Value field={field} value={record[field.told]} /> }))}
        />
      )}
    </section>
  )
}

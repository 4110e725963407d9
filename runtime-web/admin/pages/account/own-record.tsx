import { Descriptions } from 'antd'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

/** The record of oneself, as far as it is shown to oneself. */
export function OwnRecord({ entity, record }: { entity: string; record: Told }) {
  const screen = useScreen(entity)
  if (screen.error) return <Failure error={screen.error} onRetry={screen.refetch} />
  if (!screen.data) return <Loading />
  return (
    <section className="paper account-part" aria-labelledby="own-record">
      <div className="account-head">
        <h2 id="own-record">{screen.data.title}信息</h2>
      </div>
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={screen.data.fields
          .filter(field => field.listed && field.shown !== 'hidden')
          .map(field => ({ key: field.name, label: field.title, children: <Value field={field} value={record[field.told]} /> }))}
      />
    </section>
  )
}

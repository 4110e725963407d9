import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { Fragment } from 'react'
import type { Json } from '../../../core/declarations/model.ts'
import { addressOf, get } from '../api/request.ts'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import type { Screen } from '../fields/screen.ts'
import { Value } from '../fields/value.tsx'
import './samples.css'

type OfferedSample = { id: string; title: string; group?: string; values: Json; origin: 'plugin' | 'tenant' }

type SampleDrawerProps = { screen: Screen; onUse(values: Json): void; onClose(): void }

/** The samples of a kind of record, to be read, used at once, or taken along. */
export function SampleDrawer({ screen, onUse, onClose }: SampleDrawerProps) {
  const samples = useQuery({
    queryKey: ['samples', screen.key, 'core/sample'],
    queryFn: async () => (await get<{ data: OfferedSample[] }>(`/core/sample-texts/${screen.key}`)).data,
  })
  return (
    <Drawer open title={`${screen.title}范文`} width={560} onClose={onClose} destroyOnHidden>
      {samples.error ? (
        <Failure error={samples.error} onRetry={() => void samples.refetch()} />
      ) : !samples.data ? (
        <Loading />
      ) : samples.data.length === 0 ? (
        <Nothing says="还没有范文" />
      ) : (
        grouped(samples.data).map(([group, some]) => (
          <section key={group} aria-label={group}>
            <h2 className="sample-group">{group}</h2>
            {some.map(sample => (
              <SampleText key={sample.id} screen={screen} sample={sample} onUse={() => onUse(sample.values)} />
            ))}
          </section>
        ))
      )}
    </Drawer>
  )
}

function SampleText({ screen, sample, onUse }: { screen: Screen; sample: OfferedSample; onUse(): void }) {
  const filled = screen.fields.filter(field => field.name in sample.values)
  return (
    <article className="sample" aria-label={sample.title}>
      <header>
        <h3>{sample.title}</h3>
        <a href={addressOf(`/core/sample-texts/${screen.key}/${sample.id}/document`)} download aria-label={`下载${sample.title}`}>
          <DownloadOutlined /> 下载
        </a>
        <Button size="small" type="primary" ghost onClick={onUse} aria-label={`使用${sample.title}`}>
          使用
        </Button>
      </header>
      <dl>
        {filled.map(field => (
          <Fragment key={field.name}>
            <dt>{field.title}</dt>
            <dd>
              <Value field={field} value={sample.values[field.name]} whole />
            </dd>
          </Fragment>
        ))}
      </dl>
    </article>
  )
}

/** By their headings, in the order in which these first come. */
function grouped(samples: OfferedSample[]): [string, OfferedSample[]][] {
  const ofOrigin = { plugin: '通用范文', tenant: '本单位范文' }
  return [...Map.groupBy(samples, sample => sample.group ?? ofOrigin[sample.origin])]
}

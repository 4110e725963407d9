import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Timeline } from 'antd'
import dayjs from 'dayjs'
import { sentenceOf } from '../api/problem.ts'
import { get, post } from '../api/request.ts'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import type { Related, Told } from '../fields/record.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { same } from '../form/values.ts'
import { deedInWords } from './deeds.ts'
import { PastValue } from './past-value.tsx'

type Version = { version: number; action: string; changed: string[]; data: Record<string, unknown>; at: string; by: Related | null }

/** What a record was: each version with who made it, when, and what became of which field; and back to one of them. */
export function HistoryTab({ screen, record }: { screen: Screen; record: Told }) {
  const history = useQuery({
    queryKey: ['history', screen.key, record.id, record.version],
    queryFn: async () => (await get<{ data: Version[] }>(`${screen.path}/${record.id}/history`)).data,
  })
  if (history.error) return <Failure error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <Loading />
  if (history.data.length === 0) return <Nothing says="没有修改历史" />
  const [latest] = history.data
  const restorable = screen.can.includes('update') && record['deletedAt'] === undefined
  return (
    <div className="paper">
      <Timeline
        items={history.data.map((version, at) => ({
          key: version.version,
          color: at === 0 ? 'var(--accent)' : 'gray',
          children: (
            <PastVersion
              screen={screen}
              record={record}
              version={version}
              before={history.data[at + 1]}
              latest={restorable && at > 0 ? latest : undefined}
            />
          ),
        }))}
      />
    </div>
  )
}

type PastVersionProps = { screen: Screen; record: Told; version: Version; before?: Version; latest?: Version }

function PastVersion({ screen, record, version, before, latest }: PastVersionProps) {
  const fields = before ? fieldsNamed(screen, version.changed) : []
  const differing = latest ? screen.fields.filter(field => isRestored(field) && differs(field, latest, version)) : []
  return (
    <section className="history-version" aria-label={`第 ${version.version} 版`}>
      <header>
        <strong>{deedInWords(version.action, screen)}</strong>
        <span>{version.by ? (version.by.label ?? '（无权查看）') : '系统'}</span>
        <time dateTime={version.at}>{dayjs(version.at).format('YYYY-MM-DD HH:mm')}</time>
        <span>第 {version.version} 版</span>
        {differing.length > 0 && <RestoreButton screen={screen} record={record} version={version} fields={differing} />}
      </header>
      {fields.length > 0 && (
        <dl className="history-changes">
          {fields.map(field => (
            <div key={field.name}>
              <dt>{field.title}</dt>
              <dd>
                <del>
                  <PastValue field={field} value={before?.data[field.name]} />
                </del>
                <span aria-hidden> → </span>
                <ins>
                  <PastValue field={field} value={version.data[field.name]} />
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

type RestoreProps = { screen: Screen; record: Told; version: Version; fields: ScreenField[] }

function RestoreButton({ screen, record, version, fields }: RestoreProps) {
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const restore = async () => {
    try {
      await post(`${screen.path}/${record.id}/transitions/restore-version`, { version: version.version })
      await client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
      void message.success(`已恢复到第 ${version.version} 版`)
    } catch (error) {
      void message.error(sentenceOf(error), 6)
    }
  }
  const confirm = () =>
    modal.confirm({
      title: `恢复到第 ${version.version} 版（${dayjs(version.at).format('YYYY-MM-DD HH:mm')}）？`,
      content: `会改回：${fields.map(field => field.title).join('、')}。现在的内容仍留在历史中。`,
      okText: '恢复',
      onOk: restore,
    })
  return (
    <Button size="small" onClick={confirm}>
      恢复到这一版
    </Button>
  )
}

const fieldsNamed = (screen: Screen, names: string[]): ScreenField[] => screen.fields.filter(field => names.includes(field.name))

/** A version brings back what people filled in; what never changes or follows from the rest is left out. */
const isRestored = (field: ScreenField): boolean => !field.readOnly && !field.computed && !field.immutable

const differs = (field: ScreenField, one: Version, other: Version): boolean => !same(field, one.data[field.name], other.data[field.name])

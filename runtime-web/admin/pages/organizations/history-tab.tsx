import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Descriptions, Timeline } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { get } from '../../api/request.ts'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import type { Related, Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { type OrganizationNames, useOrganizationNames } from '../../pickers/organization-names.ts'

type Then = { name?: string; shortName?: string; parentId?: string | null; mergedIntoId?: string }
type Change = Told & { kind: string; effectiveOn: string; documentNumber: string | null; before: Then | null; after: Then | null }
type AsOf = { name: string | null; shortName: string | null; state: keyof typeof states; parent: Related | null }

const states = { 'not-yet': '尚未成立', active: '正常', merged: '已合并', dissolved: '已撤销' }

/** What has become of an organization, and what it was on any day. */
export function HistoryTab({ id }: { id: string }) {
  const changes = useQuery({
    queryKey: ['organizations', 'changes', id],
    queryFn: () =>
      get<{ data: Change[] }>('/core/organization-changes', {
        'filter[organizationId][eq]': id,
        sort: '-effectiveOn',
        fields: 'kind,effectiveOn,documentNumber,before,after',
        'page[size]': 100,
      }),
  })
  const kinds = useScreen('core/organization-change').data?.fields.find(field => field.name === 'kind')?.choices
  const named = useOrganizationNames((changes.data?.data ?? []).flatMap(({ before, after }) => [before, after].flatMap(idsIn)))
  if (changes.error) return <Failure error={changes.error} onRetry={changes.refetch} />
  if (!changes.data) return <Loading />
  return (
    <>
      <OnADay id={id} />
      {changes.data.data.length === 0 && <Nothing says="还没有变更" />}
      <Timeline
        items={changes.data.data.map(change => ({
          key: change.id,
          children: (
            <>
              <b>{kinds?.find(kind => kind.code === change.kind)?.title}</b>
              <span className="org-change-day">{change.effectiveOn}</span>
              {change.documentNumber && <span className="value-none">{change.documentNumber}</span>}
              <div>{inWords(change, named)}</div>
            </>
          ),
        }))}
      />
    </>
  )
}

const idsIn = (then: Then | null): string[] => [then?.parentId, then?.mergedIntoId].filter(id => typeof id === 'string')

function inWords({ kind, before, after }: Change, named: OrganizationNames): string {
  if (kind === 'moved') return `由${named(before?.parentId)}改隶${named(after?.parentId)}`
  if (kind === 'renamed') return `由“${before?.name}”更名为“${after?.name}”`
  if (kind === 'merged') return `并入${named(after?.mergedIntoId)}`
  if (kind === 'created') return after?.parentId ? `隶属${named(after.parentId)}` : ''
  return ''
}

function OnADay({ id }: { id: string }) {
  const [day, setDay] = useState<Dayjs | null>(null)
  const date = day?.format('YYYY-MM-DD')
  const then = useQuery({
    queryKey: ['organizations', 'as-of', id, date],
    queryFn: () => get<AsOf>(`/core/organizations/${id}/as-of`, { date }),
    enabled: date !== undefined,
  })
  return (
    <section className="org-as-of" aria-label="某一天的情况">
      <label htmlFor="org-as-of-day">查看某一天的情况</label>
      <DatePicker id="org-as-of-day" value={day} maxDate={dayjs()} onChange={setDay} />
      {day && (
        <Button type="link" onClick={() => setDay(null)}>
          回到现在
        </Button>
      )}
      {then.error && <Failure error={then.error} onRetry={then.refetch} />}
      {then.data && (
        <Descriptions
          column={1}
          items={[
            { key: 'name', label: '党组织全称', children: then.data.name ?? '—' },
            { key: 'parent', label: '上级党组织', children: then.data.parent ? (then.data.parent.label ?? '（无权查看）') : '—' },
            { key: 'state', label: '状态', children: states[then.data.state] },
          ]}
        />
      )}
    </section>
  )
}

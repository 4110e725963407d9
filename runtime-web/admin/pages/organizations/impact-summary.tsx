import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import type { Impact, Reshaping } from '../../../../core/organizations/reshaping.ts'
import { sentenceOf } from '../../api/problem.ts'
import { get } from '../../api/request.ts'

export type { Reshaping }

/** What a change of the tree would take along; an error is the sentence with which it would be refused. */
export const useImpact = (id: string, event: Reshaping, targetId: string | undefined) =>
  useQuery({
    queryKey: ['organizations', 'impact', id, event, targetId],
    queryFn: () => get<Impact>(`/core/organizations/${id}/impact`, { event, targetId }),
    enabled: event === 'dissolve' || targetId !== undefined,
    staleTime: 0,
  })

export function ImpactSummary({ event, impact, error }: { event: Reshaping; impact?: Impact; error?: unknown }) {
  if (error) return <Alert type="error" showIcon message={sentenceOf(error)} />
  if (!impact) return <Skeleton active paragraph={{ rows: 2 }} title={false} />
  const lines = { move: movedWith, merge: mergedWith, dissolve: heldBy }[event](impact)
  return (
    <section className="org-impact" aria-label="将随之变动">
      <h3>{event === 'dissolve' ? '撤销之前' : '将随之变动'}</h3>
      <dl>
        {lines.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
      {(impact.losing ?? 0) + (impact.gaining ?? 0) > 0 && (
        <p>
          上级的管理授权随之变化：{impact.losing} 项不再管到这里，{impact.gaining} 项开始管到这里。
        </p>
      )}
    </section>
  )
}

type Line = [what: string, how: string]

function movedWith({ organizations, records, users, grants }: Impact): Line[] {
  return [
    ['党组织', `${organizations} 个`],
    ...records.map((one): Line => [one.title, String(one.below)]),
    ...counted('账号', users),
    ...counted('管理授权', grants),
  ]
}

function mergedWith({ organizations, records, users, grants }: Impact): Line[] {
  return [
    ['改为隶属的下级党组织', `${organizations - 1} 个`],
    ...records.map((one): Line => [`并入的${one.title}`, String(one.own)]),
    ...counted('涉及的账号', users),
    ...counted('涉及的管理授权', grants),
  ]
}

function heldBy({ organizations, records, users }: Impact): Line[] {
  return [['下级党组织', `${organizations - 1} 个`], ...records.map((one): Line => [one.title, String(one.own)]), ...counted('账号', users)]
}

const counted = (what: string, number: number | undefined): Line[] => (number === undefined ? [] : [[what, String(number)]])

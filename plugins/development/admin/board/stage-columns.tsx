import { Button, Select } from 'antd'
import { useState } from 'react'
import { Failure, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useNarrow } from '../../../../runtime-web/admin/list/narrow.ts'
import { type Titles, useDueOf, useStage } from './developments.ts'
import { PersonCard } from './person-card.tsx'

type Shown = { titles: Titles; organizationId: string | undefined }

/** A column for each stage; on a phone one of them at a time. */
export function StageColumns({ titles, organizationId }: Shown) {
  const isNarrow = useNarrow()
  const [chosen, choose] = useState(titles.stages[0]!.code)
  const shown = isNarrow ? titles.stages.filter(stage => stage.code === chosen) : titles.stages
  return (
    <>
      {isNarrow && (
        <Select
          className="board-stages"
          aria-label="阶段"
          options={titles.stages.map(({ code, title }) => ({ value: code, label: title }))}
          value={chosen}
          onChange={choose}
        />
      )}
      <div className="board">
        {shown.map(({ code, title }) => (
          <StageColumn key={`${code} ${organizationId}`} stage={code} title={title} titles={titles} organizationId={organizationId} />
        ))}
      </div>
    </>
  )
}

function StageColumn({ stage, title, titles, organizationId }: Shown & { stage: string; title: string }) {
  const found = useStage(stage, organizationId)
  const people = found.data?.pages.flatMap(page => page.data) ?? []
  const due = useDueOf(people.map(one => one.id))
  const total = found.data?.pages[0]?.page.total
  return (
    <section className="board-column" aria-label={title} aria-busy={found.isPending}>
      <h2>
        {title}
        {total !== undefined && <span className="board-total">{total} 人</span>}
      </h2>
      {found.error && <Failure error={found.error} onRetry={found.refetch} />}
      {found.isPending && <div className="board-waiting" role="status" aria-label="正在载入" />}
      {found.data && people.length === 0 && <Nothing says="这一阶段没有人" />}
      <ul>
        {people.map(person => (
          <li key={person.id}>
            <PersonCard person={person} step={titles.states.get(person.state) ?? person.state} due={due.data?.get(person.id)} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button block onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage}>
          再显示一些
        </Button>
      )}
    </section>
  )
}

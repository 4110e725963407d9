import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { MenuEntry } from '../../desk/desk-data.ts'
import { Page } from '../../desk/page.tsx'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { useVocabulary } from '../../fields/vocabulary.ts'
import { TaskLines } from '../../workflows/task-lines.tsx'
import { type Task, useTaskCount, useTasks } from '../../workflows/tasks.ts'

const states: { value: Task['state']; label: string }[] = [
  { value: 'open', label: '待办' },
  { value: 'done', label: '我已办理' },
  { value: 'closed', label: '他人已办' },
]

/** To-dos by kind: what is late first, then what is due soon. */
export function TodoList({ menu }: { menu: MenuEntry }) {
  const [state, setState] = useState<Task['state']>('open')
  const [kind, setKind] = useState<string>()
  const tasks = useTasks(state, kind)
  const count = useTaskCount().data
  const kinds = useKinds(state)
  const loaded = tasks.data?.pages.flatMap(page => page.data)
  return (
    <Page title={menu.title} hint={count ? `${count} 件等待办理` : undefined}>
      <div className="paper">
        <div className="tasks-tools">
          <Segmented aria-label="办理状态" options={states} value={state} onChange={setState} />
          {(kinds.length > 1 || kind !== undefined) && (
            <Select
              allowClear
              aria-label="信息种类"
              placeholder="全部种类"
              popupMatchSelectWidth={false}
              className="tasks-kind"
              value={kind}
              onChange={setKind}
              options={kinds}
            />
          )}
        </div>
        {tasks.error ? (
          <Failure error={tasks.error} onRetry={tasks.refetch} />
        ) : !loaded ? (
          <Loading />
        ) : loaded.length === 0 ? (
          <Nothing says={state === 'open' ? '没有等您办理的事' : '没有记录'} />
        ) : (
          <Grouped tasks={loaded} menu={menu.key} grouped={kinds.length > 1 && kind === undefined} />
        )}
        {tasks.hasNextPage && (
          <div className="tasks-more">
            <Button loading={tasks.isFetchingNextPage} onClick={() => void tasks.fetchNextPage()}>
              更多
            </Button>
          </div>
        )}
      </div>
    </Page>
  )
}

/** The kinds that this person's first to-dos are of. */
function useKinds(state: Task['state']): { value: string; label: string }[] {
  const vocabulary = useVocabulary()
  const tasks = useTasks(state).data?.pages.flatMap(page => page.data) ?? []
  return [...new Set(tasks.map(task => task.entity))].map(value => ({ value, label: vocabulary?.entity(value)?.title ?? value }))
}

function Grouped({ tasks, menu, grouped }: { tasks: Task[]; menu: string; grouped: boolean }) {
  const vocabulary = useVocabulary()
  if (!grouped) return <TaskLines tasks={tasks} menu={menu} />
  return [...Map.groupBy(tasks, task => task.entity)].map(([kind, of]) => (
    <section key={kind} className="tasks-group" aria-labelledby={`tasks-${kind}`}>
      <h2 id={`tasks-${kind}`}>{vocabulary?.entity(kind)?.title ?? kind}</h2>
      <TaskLines tasks={of} menu={menu} />
    </section>
  ))
}

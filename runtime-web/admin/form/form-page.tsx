import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RuleData } from '../../../core/declarations/rule-data.ts'
import { Problem } from '../api/problem.ts'
import type { MenuEntry } from '../desk/desk-data.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, NotOpen } from '../feedback/states.tsx'
import type { Told } from '../fields/record.ts'
import { type Screen, useScreen } from '../fields/screen.ts'
import { useRecord } from '../record/use-record.ts'
import { SamplesButton } from '../samples/samples-button.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { RecordForm } from './record-form.tsx'
import { type Conflict, creating, saveChange, saveChosen } from './save-record.ts'
import { useRules } from './use-rules.ts'
import { type FormValues, presets, valuesOf, valuesToCopy } from './values.ts'

type FormPageProps = {
  menu: MenuEntry
  entity: string
  /** What a new record begins with besides what is declared. */
  begin?: FormValues
}

/** A new record (which may begin as a copy, `?from=`, or with what the link that opened it gave along as `state.begin`), or changing one. */
export function FormPage({ menu, entity, begin }: FormPageProps) {
  const { id } = useParams()
  const from = useSearchParams()[0].get('from') ?? undefined
  const opened = useLocation().state as { begin?: FormValues } | null
  const screen = useScreen(entity)
  const rules = useRules()
  const record = useRecord(screen.data, id ?? from)
  const error = screen.error ?? rules.error ?? record.error
  if (error) return <Failure error={error} onRetry={() => void record.refetch()} />
  if (!screen.data || !rules.data || ((id ?? from) !== undefined && !record.data)) return <Loading />
  if (!screen.data.can.includes(id ? 'update' : 'create'))
    return <NotOpen reason={`您没有${id ? '修改' : '新增'}${screen.data.title}的权限。`} />
  const shared = { menu, screen: screen.data, rules: rules.data }
  // What it began with stays what it is while it is filled in, whatever is read meanwhile.
  return id ? (
    <Change key={id} {...shared} record={record.data!} />
  ) : (
    <New key={from ?? 'new'} {...shared} begin={begin ?? opened?.begin} from={record.data} />
  )
}

type Shared = { menu: MenuEntry; screen: Screen; rules: RuleData }

function New({ menu, begin, from, ...given }: Shared & { begin?: FormValues; from?: Told }) {
  const [{ screen, rules }] = useState(given)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [round, setRound] = useState(0)
  const [sample, setSample] = useState<FormValues>()
  const begun = useMemo<FormValues>(
    () => ({ ...presets(screen), ...begin, ...(from && valuesToCopy(screen, from)) }),
    [screen, begin, from],
  )
  const create = useMemo(() => creating(screen), [screen])
  const save = async (values: FormValues, next: 'close' | 'another') => {
    const made = await create(values)
    void client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
    void message.success(`已新增${screen.title}`)
    if (next === 'another') {
      setSample(undefined)
      setRound(round + 1)
    } else await navigate(`../${made.id}`, { replace: true, relative: 'path' })
  }
  return (
    <Page title={`新增${screen.title}`} actions={<SamplesButton screen={screen} onUse={values => setSample({ ...values })} />}>
      <RecordForm
        key={round}
        screen={screen}
        rules={rules}
        mode="create"
        begun={begun}
        sample={sample}
        save={save}
        onCancel={() => void navigate(`/m/${menu.key}`)}
      />
    </Page>
  )
}

function Change({ menu, ...given }: Shared & { record: Told }) {
  const [{ screen, rules, record }] = useState(given)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const location = useLocation()
  const client = useQueryClient()
  const begun = useMemo(() => valuesOf(screen, record), [screen, record])
  const [conflict, setConflict] = useState<{ of: Conflict; settle(keepTheirs: ReadonlySet<string> | undefined): void }>()
  const [busy, setBusy] = useState(false)
  const close = () => {
    // Back to where one came from, so that going back once more leads to the list and not to the form again.
    const fromRecord = (location.state as { fromRecord?: boolean } | null)?.fromRecord === true
    if (fromRecord) void navigate(-1)
    else void navigate(`/m/${menu.key}/${record.id}`, { replace: true })
  }
  /** Until no conflict is left, or the person goes back to the form. */
  const settled = async (first: Conflict | undefined): Promise<boolean> => {
    let open = first
    while (open) {
      const of = open
      const keepTheirs = await new Promise<ReadonlySet<string> | undefined>(settle => setConflict({ of, settle }))
      if (!keepTheirs) return false
      setBusy(true)
      open = await saveChosen(screen, of, keepTheirs).finally(() => setBusy(false))
    }
    return true
  }
  const save = async (values: FormValues) => {
    try {
      if (!(await settled(await saveChange(screen, record, begun, values)))) throw new Problem(412, { detail: '还没有保存' })
    } finally {
      setConflict(undefined)
    }
    await client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
    void message.success('已保存')
    close()
  }
  return (
    <Page title={`修改${screen.title}：${String(record[screen.label] ?? '')}`}>
      <RecordForm screen={screen} rules={rules} mode="update" begun={begun} save={save} onCancel={close} />
      {conflict && (
        <ConflictDialog conflict={conflict.of} busy={busy} onChosen={conflict.settle} onCancel={() => conflict.settle(undefined)} />
      )}
    </Page>
  )
}

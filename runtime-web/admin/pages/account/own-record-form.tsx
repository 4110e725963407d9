import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import { patch } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import type { Screen } from '../../fields/screen.ts'
import { RecordForm } from '../../form/record-form.tsx'
import { useRules } from '../../form/use-rules.ts'
import { bodyOfChange, type FormValues, valuesOf } from '../../form/values.ts'

/** The form of one's own record: the account follows what is changed in it. */
export function OwnRecordForm({ screen, record: latest, onEnd }: { screen: Screen; record: Told; onEnd: () => void }) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const rules = useRules()
  // What it began with stays what it is while it is filled in, whatever is read meanwhile.
  const [record] = useState(latest)
  const begun = useMemo(() => valuesOf(screen, record), [screen, record])
  if (rules.error) return <Failure error={rules.error} onRetry={rules.refetch} />
  if (!rules.data) return <Loading />

  async function save(values: FormValues) {
    const body = bodyOfChange(screen, begun, values)
    if (Object.keys(body).length > 0) await patch('/core/profile', body)
    await Promise.all(['profile', 'session'].map(key => client.invalidateQueries({ queryKey: [key] })))
    message.success('已保存')
    onEnd()
  }

  return <RecordForm screen={screen} rules={rules.data} mode="update" begun={begun} save={save} onCancel={onEnd} />
}

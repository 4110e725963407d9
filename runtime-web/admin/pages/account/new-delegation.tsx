import { Modal } from 'antd'
import { useMemo } from 'react'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Screen } from '../../fields/screen.ts'
import { RecordForm } from '../../form/record-form.tsx'
import { creating } from '../../form/save-record.ts'
import { useRules } from '../../form/use-rules.ts'
import '../../workflows/workflows.css'

/** To whom, from when to when. */
export function NewDelegation({ screen, onMade, onCancel }: { screen: Screen; onMade(): void; onCancel(): void }) {
  const rules = useRules()
  // For whom is not asked here: for oneself.
  const asked = useMemo<Screen>(() => {
    const fields = screen.fields.filter(field => field.name !== 'userId')
    return {
      ...screen,
      fields,
      form: { way: 'groups', parts: [{ groups: [{ columns: 1, fields: fields.map(({ name }) => ({ name })) }] }] },
    }
  }, [screen])
  const create = useMemo(() => creating(asked), [asked])
  return (
    <Modal open title="委托他人代办" footer={null} onCancel={onCancel} maskClosable={false} className="deed-dialog">
      {rules.error ? (
        <Failure error={rules.error} onRetry={rules.refetch} />
      ) : !rules.data ? (
        <Loading />
      ) : (
        <RecordForm
          screen={asked}
          rules={rules.data}
          mode="create"
          begun={nothing}
          deed={{ title: '委托', danger: false }}
          save={async values => {
            await create(values)
            onMade()
          }}
          onCancel={onCancel}
        />
      )}
    </Modal>
  )
}

const nothing = {}

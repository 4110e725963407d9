import { Alert, Modal, Select } from 'antd'
import { lazy, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { useSession } from '../desk/desk-data.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import type { Offer, Standing } from './standing.ts'
import { useDeed } from './use-deed.ts'

const AskedForm = lazy(() => import('./asked-form.tsx'))

type AskDeedProps = { screen: Screen; record: Told; standing: Standing; offer: Offer; onEnd(): void }

/** Asks whether it is meant, what is said with it, and for whom where this person stands in for others. */
export function AskDeed({ screen, record, standing, offer, onEnd }: AskDeedProps) {
  const sayers = useSayers(standing, offer)
  const [sayer, setSayer] = useState(sayers[0]?.id)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const act = useDeed(screen)
  const own = sayer === sayers.find(one => one.self)?.id
  const send = async (said: object) => {
    await act(record.id, offer, { ...said, ...(own ? {} : { onBehalfOfId: sayer }) })
    onEnd()
  }
  const confirm = async () => {
    setBusy(true)
    try {
      await send({})
    } catch (error) {
      setWrong(sentenceOf(error))
      setBusy(false)
    }
  }
  const danger = offer.kind === 'refuse' || offer.kind === 'return'
  const behalf = sayers.some(one => !one.self) && (
    <div className="deed-sayer">
      <label htmlFor="deed-sayer">以谁的名义办理</label>
      <Select
        id="deed-sayer"
        value={sayer}
        onChange={setSayer}
        options={sayers.map(({ id, label, self }) => ({ value: id, label: self ? '本人' : `代 ${label}` }))}
      />
    </div>
  )
  const name = String(record[screen.label] ?? screen.title)
  return offer.fields ? (
    <Modal open title={`${offer.title}：${name}`} footer={null} onCancel={onEnd} maskClosable={false} className="deed-dialog">
      {behalf}
      <AskedForm
        screen={screen}
        record={record}
        fields={offer.fields}
        sets={offer.sets ?? none}
        title={offer.title}
        danger={danger}
        save={send}
        onCancel={onEnd}
      />
    </Modal>
  ) : (
    <Modal
      open
      title={`${offer.title}“${name}”？`}
      okText={offer.title}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={onEnd}
    >
      {behalf}
      {wrong && <Alert type="error" showIcon message={wrong} />}
    </Modal>
  )
}

const none: string[] = []

type Sayer = { id: string; label: string | null; self: boolean }

/** Whose say this person could give with it: his own first, where he is asked himself. Only decisions are made for others. */
function useSayers({ asked, onBehalfOf }: Standing, { kind }: Offer): Sayer[] {
  const me = useSession().data?.user
  if (kind === 'move' || onBehalfOf.length === 0) return []
  const self = asked.filter(({ id }) => id === me?.id).map(person => ({ ...person, self: true }))
  return [...self, ...onBehalfOf.map(person => ({ ...person, self: false }))]
}

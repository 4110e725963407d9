import { Button, Modal } from 'antd'
import dayjs from 'dayjs'
import { type Difference, differences } from './differences.ts'
import type { Clash } from './keeper.ts'
import './clash.css'

type ClashDialogProps = {
  clash: Clash
  titleOf(block: string): string
  busy: boolean
  onKeepMine(): void
  onTakeTheirs(): void
  onLater(): void
}

/** Two people changed the same page: what each of them did to it, and whose is kept. */
export function ClashDialog({ clash, titleOf, busy, onKeepMine, onTakeTheirs, onLater }: ClashDialogProps) {
  const { begun, mine, theirs } = clash
  const who = theirs.updatedBy?.label ?? '他人'
  const others = differences(begun, theirs.content ?? { components: [], styles: [] }, titleOf)
  return (
    <Modal
      open
      width={760}
      title={`“${theirs.title}”刚被他人修改过`}
      maskClosable={false}
      onCancel={onLater}
      footer={[
        <Button key="later" onClick={onLater}>
          先不保存
        </Button>,
        <Button key="theirs" onClick={onTakeTheirs} disabled={busy}>
          采用{who}的
        </Button>,
        <Button key="mine" type="primary" loading={busy} onClick={onKeepMine}>
          保留我的
        </Button>,
      ]}
    >
      <p>
        {who}于 {dayjs(theirs.updatedAt).format('M月D日 HH:mm')}{' '}
        保存了这个页面。请选择保留哪一份；采用对方的以后，仍可用“撤销”找回您的修改。
      </p>
      <div className="designer-clash">
        <Changes title={`${who}的修改`} changes={others} />
        <Changes title="我的修改" changes={differences(begun, mine, titleOf)} />
      </div>
    </Modal>
  )
}

function Changes({ title, changes }: { title: string; changes: Difference[] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {changes.length === 0 && <p className="designer-faint">没有变化</p>}
      <ul>
        {changes.slice(0, 40).map(({ what, line }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
          <li key={at} className={`designer-change-${what}`}>
            {what === 'added' ? <ins>{line}</ins> : <del>{line}</del>}
          </li>
        ))}
      </ul>
      {changes.length > 40 && <p className="designer-faint">还有 {changes.length - 40} 处</p>}
    </section>
  )
}

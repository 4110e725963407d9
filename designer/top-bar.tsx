import {
  ArrowLeftOutlined,
  DesktopOutlined,
  MobileOutlined,
  RedoOutlined,
  SaveOutlined,
  TabletOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { Button, Segmented, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { sentenceOf } from '../runtime-web/admin/api/problem.ts'
import { type DeviceId, devices } from './canvas/open-editor.ts'
import type { KeeperState } from './saving/keeper.ts'
import { useHappenings, useWorkbench } from './workbench.ts'
import './top-bar.css'

type TopBarProps = {
  state: KeeperState
  device: DeviceId
  actions: ReactNode
  onDevice(device: DeviceId): void
  onSave(): void
  onClash(): void
  onClose(): void
}

const deviceIcons = { desktop: <DesktopOutlined />, tablet: <TabletOutlined />, phone: <MobileOutlined /> }

/** What is being designed, how wide it is looked at, what was done, and whether it is stored. */
export function TopBar({ state, device, actions, onDevice, onSave, onClash, onClose }: TopBarProps) {
  const { editor, site, pages, pageId } = useWorkbench()
  useHappenings(editor, 'update undo redo component:add component:remove')
  const page = pages.find(one => one.id === pageId)
  const undo = editor.UndoManager
  return (
    <header className="designer-top">
      <Button type="text" icon={<ArrowLeftOutlined />} aria-label="返回" onClick={onClose}>
        <span className="designer-top-word">返回</span>
      </Button>
      <h1>
        {site.title}
        <small className="designer-top-page">{page?.title}</small>
      </h1>
      <Segmented
        aria-label="预览宽度"
        value={device}
        options={devices.map(({ id, name }) => ({ value: id, label: name, icon: deviceIcons[id] }))}
        onChange={onDevice}
      />
      <span className="designer-top-tools">
        <Tooltip title="撤销（Ctrl+Z）">
          <Button type="text" icon={<UndoOutlined />} aria-label="撤销" disabled={!undo.hasUndo()} onClick={() => undo.undo()} />
        </Tooltip>
        <Tooltip title="重做（Ctrl+Shift+Z）">
          <Button type="text" icon={<RedoOutlined />} aria-label="重做" disabled={!undo.hasRedo()} onClick={() => undo.redo()} />
        </Tooltip>
        <Tooltip title="保存（Ctrl+S）">
          <Button type="text" icon={<SaveOutlined />} aria-label="保存" onClick={onSave} />
        </Tooltip>
      </span>
      <Kept state={state} onSave={onSave} onClash={onClash} />
      <span className="designer-top-actions">{actions}</span>
    </header>
  )
}

function Kept({ state, onSave, onClash }: Pick<TopBarProps, 'state' | 'onSave' | 'onClash'>) {
  return (
    <span className={`designer-kept designer-kept-${state.state}`} role="status">
      {state.state === 'saved' && '已保存'}
      {state.state === 'unsaved' && '有未保存的修改'}
      {state.state === 'saving' && '正在保存……'}
      {state.state === 'failed' && (
        <>
          {sentenceOf(state.error)}
          <Button size="small" type="link" onClick={onSave}>
            再试一次
          </Button>
        </>
      )}
      {state.state === 'clash' && (
        <>
          他人也修改了
          <Button size="small" type="link" onClick={onClash}>
            处理
          </Button>
        </>
      )}
    </span>
  )
}

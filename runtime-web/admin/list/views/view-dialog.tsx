import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { patch, post } from '../../api/request.ts'
import type { Related } from '../../fields/record.ts'
import type { Screen } from '../../fields/screen.ts'
import { OrganizationPicker } from '../../pickers/organization-picker.tsx'
import type { ColumnLayout } from '../columns/column-layout.ts'
import { type SavedView, savedViewsPath } from './saved-views.ts'

type ViewDialogProps = {
  screen: Screen
  /** The one to rename or share; a new one is made without. */
  view?: SavedView
  query: string
  columns: ColumnLayout
  onClose(): void
  onKept(view: SavedView): void
}

/** Asks for a view's name, and for whom it is. */
export default function ViewDialog({ screen, view, query, columns, onClose, onKept }: ViewDialogProps) {
  const [name, setName] = useState(view?.name ?? '')
  const [shared, share] = useState(Boolean(view?.organization))
  const [organization, setOrganization] = useState<Related | null>(view?.organization ?? null)
  const [waiting, wait] = useState(false)
  const [error, setError] = useState<string>()
  const ready = name.trim() !== '' && (!shared || organization !== null)

  async function keep() {
    wait(true)
    setError(undefined)
    const said = { name: name.trim(), organizationId: shared ? organization?.id : null }
    try {
      onKept(
        view
          ? await patch<SavedView>(`${savedViewsPath}/${view.id}`, said)
          : await post<SavedView>(savedViewsPath, { ...said, entity: screen.key, query, columns }),
      )
    } catch (thrown) {
      setError(sentenceOf(thrown))
      wait(false)
    }
  }

  return (
    <Modal
      open
      title={view ? '改名与共享' : '另存为视图'}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: !ready, loading: waiting, htmlType: 'submit', form: 'saved-view' }}
      onCancel={onClose}
    >
      <Form id="saved-view" layout="vertical" onFinish={() => ready && void keep()}>
        <Form.Item label="名称" htmlFor="view-name" validateStatus={error ? 'error' : undefined} help={error}>
          <Input
            id="view-name"
            autoFocus
            maxLength={30}
            placeholder="如：预备期将满的党员"
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label="谁可以使用">
          <Radio.Group
            value={shared}
            onChange={event => share(event.target.value)}
            options={[
              { value: false, label: '只有我' },
              { value: true, label: '某个党组织及其下级的人员' },
            ]}
          />
        </Form.Item>
        {shared && (
          <Form.Item label="党组织" htmlFor="view-organization">
            <OrganizationPicker id="view-organization" value={organization} onChange={setOrganization} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

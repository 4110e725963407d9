import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState } from 'react'
import type { Preview } from '../../../../core/permissions/preview/role-preview.ts'
import { sentenceOf } from '../../api/problem.ts'
import { patch, post } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import { Consequences } from './consequences.tsx'
import type { Permissions, Role, RoleMatrix } from './role.ts'

type SaveChangeProps = { role: Role; permissions: Permissions; matrix: RoleMatrix; onClose(): void }

/** What the change would open and close; it is saved only from here. */
export function SaveChange({ role, permissions, matrix, onClose }: SaveChangeProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const preview = useQuery({
    queryKey: ['role-preview', role.id, permissions],
    queryFn: () => post<Preview>(`/core/roles/${role.id}/preview`, { permissions }),
    gcTime: 0,
  })

  async function save() {
    setBusy(true)
    try {
      await patch(`/core/roles/${role.id}`, { permissions }, role.version)
      message.success('已保存，即时生效')
      onClose()
      await Promise.all(['role', 'role-matrix', 'roles', 'menus', 'screen'].map(key => client.invalidateQueries({ queryKey: [key] })))
    } catch (error) {
      message.error(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      width={720}
      title={`“${role.name}”的改动会带来什么`}
      okText="确认保存"
      cancelText="再改改"
      okButtonProps={{ disabled: !preview.data }}
      confirmLoading={busy}
      onOk={save}
      onCancel={onClose}
    >
      {preview.error ? (
        <Failure error={preview.error} onRetry={preview.refetch} />
      ) : preview.data ? (
        <Consequences preview={preview.data} matrix={matrix} />
      ) : (
        <Loading />
      )}
    </Modal>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import type { Preview } from '../../../../core/permissions/preview/role-preview.ts'
import { patch, post } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import { useAttempt } from '../../feedback/use-attempt.ts'
import { Consequences } from './consequences.tsx'
import type { Permissions, Role, RoleMatrix } from './role.ts'

type SaveChangeProps = { role: Role; permissions: Permissions; matrix: RoleMatrix; onClose(): void }

/** What the change would open and close; it is saved only from here. */
export function SaveChange({ role, permissions, matrix, onClose }: SaveChangeProps) {
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()
  const preview = useQuery({
    queryKey: ['role-preview', role.id, permissions],
    queryFn: () => post<Preview>(`/core/roles/${role.id}/preview`, { permissions }),
    gcTime: 0,
  })

  async function save() {
    await attempt(async () => {
      await patch(`/core/roles/${role.id}`, { permissions }, role.version)
      message.success('已保存，即时生效')
      onClose()
      await Promise.all(['role', 'role-matrix', 'roles', 'menus', 'screen'].map(key => client.invalidateQueries({ queryKey: [key] })))
    })
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

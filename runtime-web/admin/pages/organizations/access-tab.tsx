import { useQuery } from '@tanstack/react-query'
import { List } from 'antd'
import { get } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Related } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'

type Opening = { grant: string; role: string; organization: Related | null; scope: string; actions: string[] }

/** By which of one's rights one sees this organization. */
export function AccessTab({ id }: { id: string }) {
  const access = useQuery({
    queryKey: ['organizations', 'access', id],
    queryFn: () => get<{ data: Opening[] }>(`/core/organizations/${id}/access`),
  })
  if (access.error) return <Failure error={access.error} onRetry={access.refetch} />
  if (!access.data) return <Loading />
  return (
    <List
      dataSource={access.data.data}
      rowKey="grant"
      header="您能查看和办理这个党组织，是因为："
      renderItem={opening => <Reason opening={opening} />}
    />
  )
}

function Reason({ opening }: { opening: Opening }) {
  const scope = useScreen('core/grant').data?.fields.find(field => field.name === 'scope')
  const roles = useScreen('core/role').data?.fields.find(field => field.name === 'base')?.choices
  const role = roles?.find(choice => choice.code === opening.role)?.title ?? opening.role
  return (
    <List.Item>
      <List.Item.Meta
        title={role}
        description={
          <>
            授权组织：{opening.organization?.label ?? '（无权查看）'}，范围：
            {scope ? <Value field={scope} value={opening.scope} /> : opening.scope}
          </>
        }
      />
    </List.Item>
  )
}

import { useQuery } from '@tanstack/react-query'
import { get } from '../api/request.ts'
import { Failure, Loading } from '../feedback/states.tsx'
import type { Related, Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { deedInWords } from './deeds.ts'

type Grant = {
  grant: string
  role: string
  roleName: string
  organization: Related | null
  scope: 'own' | 'organization' | 'above' | 'subtree' | 'chosen' | 'tenant'
  actions: string[]
  fields: Record<string, 'hidden' | 'masked' | 'read-only'>
  /** The rows that alone are open, in words. */
  where?: string
}

/** Why this person can see the record: the grants that open it, in sentences. */
export function AccessTab({ screen, record }: { screen: Screen; record: Told }) {
  const access = useQuery({
    queryKey: ['access', screen.key, record.id],
    queryFn: async () => (await get<{ data: Grant[] }>(`${screen.path}/${record.id}/access`)).data,
    staleTime: 0,
  })
  if (access.error) return <Failure error={access.error} onRetry={() => void access.refetch()} />
  if (!access.data) return <Loading />
  if (access.data.length === 0) return <p className="paper access">您可以查看本平台的全部记录。</p>
  return (
    <ul className="paper access">
      {access.data.map(grant => (
        <li key={grant.grant}>
          <p>{reasonOf(screen, grant)}</p>
          <p className="access-more">{rightsOf(screen, grant)}</p>
        </li>
      ))}
    </ul>
  )
}

function reasonOf(screen: Screen, { roleName, organization, scope, where: rows }: Grant): string {
  const where = organization?.label ? `“${organization.label}”` : '本单位'
  const reach = {
    own: `可以看到与自己有关的${screen.title}`,
    organization: `可以看到${where}的${screen.title}，不含下级组织`,
    above: `可以看到${where}及其上级组织共享的${screen.title}`,
    subtree: `可以看到${where}及其下级组织的${screen.title}`,
    chosen: `可以看到指定组织的${screen.title}`,
    tenant: `可以看到本单位全部的${screen.title}`,
  }[scope]
  const only = rows ? `，只限${rows}的` : ''
  return `您在${where}的角色是“${roleName}”，${reach}${only}，这条记录在其中。`
}

function rightsOf(screen: Screen, { actions, fields }: Grant): string {
  const may = actions.includes('*') ? '可以进行全部操作' : `可以${actions.map(action => deedInWords(action)).join('、')}`
  const shownAs = { hidden: '不显示', masked: '部分遮盖', 'read-only': '只读' }
  const limits = Object.entries(fields).map(
    ([name, how]) => `${name === '*' ? '其他字段' : (screen.fields.find(field => field.name === name)?.title ?? name)}（${shownAs[how]}）`,
  )
  return limits.length > 0 ? `${may}；其中 ${limits.join('、')}。` : `${may}。`
}

import { useOrganizationNames } from '../../pickers/organization-names.ts'
import { scopeWords } from './role.ts'

/** So many names are read at a glance; of more the number is told. */
const mostNamed = 3

type GrantScopeProps = { scope: string; organizationIds?: string[] | null }

/** How far a grant reaches; of chosen organizations, which. */
export function GrantScope({ scope, organizationIds }: GrantScopeProps) {
  const ids = (scope === 'chosen' && organizationIds) || []
  const shown = ids.slice(0, mostNamed)
  const nameOf = useOrganizationNames(shown)
  return (
    <>
      {scopeWords[scope]}
      {ids.length > 0 && (
        <div className="grant-chosen">
          {shown.map(nameOf).join('、')}
          {ids.length > shown.length && `等 ${ids.length} 个`}
        </div>
      )}
    </>
  )
}

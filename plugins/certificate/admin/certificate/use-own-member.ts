import { useQuery } from '@tanstack/react-query'
import { get } from '../../../../runtime-web/admin/api/request.ts'

type Profile = { entity: string | null; record: { id: string } | null }

/** The id of the member who is signed in; null for an account without one. */
export function useOwnMember() {
  return useQuery({
    queryKey: ['certificate', 'own member'],
    async queryFn() {
      const { record } = await get<Profile>('/core/profile')
      return record?.id ?? null
    },
  })
}

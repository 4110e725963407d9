import { useQuery } from '@tanstack/react-query'
import { type Rule, ruleData } from '../../../core/declarations/rule-data.ts'
import { get } from '../api/request.ts'

/** The dated numbers that declared expressions ask for; they change with a release alone. */
export const useRules = () =>
  useQuery({
    queryKey: ['rules'],
    queryFn: async () => ruleData((await get<{ data: Rule[] }>('/core/rules')).data),
    staleTime: Number.POSITIVE_INFINITY,
  })

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { sentenceOf } from '../../api/problem.ts'

/** A change by the operator: what came of it is told, and every list of his is read again. */
export function useChanging<T, R>(change: (given: T) => Promise<R>, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: change,
    onSuccess: () => void message.success(done),
    onError: error => void message.error(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['operator'] }),
  })
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { addressOf, get } from '../api/request.ts'
import type { Related, Told } from '../fields/record.ts'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** Long work of the server's: it goes on whether or not anyone watches. */
export type Job<Result = Record<string, unknown>> = Told & {
  kind: string
  title: string
  state: JobState
  progress: number
  total: number | null
  result: Result | null
  error: string | null
  createdAt: string
  createdBy: Related | null
}

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

/** Whole percents done; undefined while the total is unknown. */
export function percentOf({ state, progress, total }: Pick<Job, 'state' | 'progress' | 'total'>): number | undefined {
  if (state === 'done') return 100
  return total ? Math.min(99, Math.floor((progress / total) * 100)) : undefined
}

/** A job as it is at every moment, until it is over. */
export function useJob<Result>(id: string | undefined): Job<Result> | undefined {
  const [job, setJob] = useState<Job<Result>>()
  useEffect(() => {
    setJob(undefined)
    if (!id) return
    // It connects again by itself where the line or the server breaks off.
    const source = new EventSource(addressOf(`/core/jobs/${id}/events`))
    source.onmessage = event => {
      const told = JSON.parse(event.data) as Job<Result>
      setJob(told)
      if (isOver(told)) source.close()
    }
    return () => source.close()
  }, [id])
  return job?.id === id ? job : undefined
}

const jobsKey = ['jobs', 'mine']

/** The newest of this person's jobs; asked for often while one of them runs. */
export const useMyJobs = (userId: string) =>
  useQuery({
    queryKey: jobsKey,
    queryFn: async () => {
      const { data } = await get<{ data: Job[] }>('/core/jobs', {
        sort: '-createdAt',
        'page[size]': 20,
        fields: 'kind,title,state,progress,total,result,error',
      })
      return data.filter(job => job.createdBy?.id === userId)
    },
    refetchInterval: query => (query.state.data?.some(job => !isOver(job)) ? 2_000 : 60_000),
  })

/** To be called when a job was started, so that it shows at once. */
export function useJobStarted(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: jobsKey })
}

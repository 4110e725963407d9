import { Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'

export type Stage = { at: 'asking' } | { at: 'running'; count: number } | { at: 'ended'; count: number; stopped: boolean; error?: unknown }

type Running = {
  /** Gives the ids, step by step. */
  steps(signal: AbortSignal): AsyncGenerator<string[]>
  /** Does one step. @throws Problem */
  work(ids: string[]): Promise<void>
  /** Something was done; `all`: everything that was meant. */
  onDone(all: boolean): void
}

/** Does something to many records step by step: how far it is, and a way to stop it. */
export function useRunning({ steps, work, onDone }: Running) {
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])

  async function run() {
    stop.current = new AbortController()
    const { signal } = stop.current
    let count = 0
    let error: unknown
    setStage({ at: 'running', count })
    try {
      for await (const ids of steps(signal)) {
        if (signal.aborted) break
        await work(ids)
        count += ids.length
        setStage({ at: 'running', count })
      }
    } catch (thrown) {
      if (!signal.aborted) error = thrown
    }
    if (count > 0) onDone(!signal.aborted && error === undefined)
    setStage({ at: 'ended', count, stopped: signal.aborted, error })
  }

  return { stage, run, stop: () => stop.current.abort() }
}

/** How much is done of how many, as far as it is known how many there are. */
export function RunningLine({ doing, count, total }: { doing: string; count: number; total: number | string | undefined }) {
  return (
    <div role="status">
      <Progress
        percent={typeof total === 'number' && total > 0 ? Math.floor((100 * count) / total) : undefined}
        status="active"
        showInfo={typeof total === 'number'}
      />
      <p>{`${doing}，已完成 ${count.toLocaleString('zh-CN')} 条。停止后，已完成的不会撤回。`}</p>
    </div>
  )
}

import type { Json } from '../../declarations/model.ts'
import type { JobKind } from '../../jobs/queue.ts'
import type { At, Part } from '../part.ts'

/** Work that takes long, under the rights of who asked for it. */
export const jobs: Part<{
  /** What a kind of job does; it may come more than once and must bear it. */
  define(kind: string, run: JobKind): void
  /** Asks for one, with the change that asks; gives its id. */
  enqueue(at: At, job: { kind: string; title: string; input: Json }): Promise<string>
}> = {
  name: 'jobs',
  of: (plugin, platform) => ({
    define: (kind, run) => platform.jobs.define(`${plugin}/${kind}`, run),
    enqueue: (at, job) => platform.jobs.enqueue(at.transaction, at.caller, { ...job, kind: `${plugin}/${job.kind}` }),
  }),
}

import { Piscina } from 'piscina'
import type { Paper } from './paper.ts'

let pool: Piscina | null = null

/** A PDF of these papers, in A4; its text can be searched and copied. */
export async function makePdf(title: string, papers: Paper[]): Promise<Buffer> {
  pool ??= new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  return Buffer.from((await pool.run({ title, papers })) as Uint8Array)
}

/** Ends the thread; a later call starts a new one. */
export async function closePdfPool(): Promise<void> {
  const closing = pool
  pool = null
  await closing?.destroy()
}

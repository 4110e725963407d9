/** What is wrong, by a code for machines and in words for people. */
export type Trouble = { code: string; detail: string }

/** One thing that serving needs. What throws or gives no answer does not hold. */
export type Check = Trouble & { holds(signal: AbortSignal): Promise<boolean> | boolean }

const patienceMs = 2_000
/** Many who ask at once, or one who asks without end, cost no more than a look or two a second. */
const keptMs = 500

/** Gives what looks at everything at once and tells what is wrong, within two seconds. */
export function readiness(checks: Check[]): () => Promise<Trouble[]> {
  let last: { at: number; found: Promise<Trouble[]> } | undefined
  return () => {
    if (!last || performance.now() - last.at > keptMs) last = { at: performance.now(), found: look(checks) }
    return last.found
  }
}

async function look(checks: Check[]): Promise<Trouble[]> {
  const giveUp = AbortSignal.timeout(patienceMs)
  const late = new Promise<boolean>(done => giveUp.addEventListener('abort', () => done(false)))
  const held = await Promise.all(
    checks.map(check => Promise.race([late, Promise.resolve().then(() => check.holds(giveUp))]).catch(() => false)),
  )
  return checks.filter((_, at) => !held[at]).map(({ code, detail }) => ({ code, detail }))
}

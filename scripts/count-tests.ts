export type Count = { passed: number; failed: number }

type Open = Count & { indent: number; inner: number }

/**
 * Counts the tests of a run in TAP: the innermost subtests, whose titles are the rules. What fails around them, such as a file that
 * could not be loaded, counts as one that failed.
 */
export function countTests(tap: string): Count {
  const all: Open = { indent: -1, inner: 0, passed: 0, failed: 0 }
  const open = [all]
  let quoting = false
  for (const line of tap.split('\n')) {
    // What a failed assertion quotes is no result.
    if (/^ *(---|\.\.\.)$/.test(line)) quoting = line.endsWith('---')
    if (quoting) continue
    const begins = /^( *)# Subtest: /.exec(line)
    if (begins) {
      open.push({ indent: begins[1]!.length, inner: 0, passed: 0, failed: 0 })
      continue
    }
    const result = /^( *)(not ok|ok)\b(?!.*# (?:SKIP|TODO))/i.exec(line)
    if (!result || result[1]!.length !== open.at(-1)!.indent) continue
    const ended = open.pop()!
    const failed = result[2] === 'not ok'
    if (failed && ended.failed === 0) ended.failed = 1
    if (!failed && ended.inner === 0) ended.passed = 1
    const around = open.at(-1)!
    around.inner++
    around.passed += ended.passed
    around.failed += ended.failed
  }
  return { passed: all.passed, failed: all.failed }
}

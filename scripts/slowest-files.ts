/** The test files that took longest, of a run's TAP: where to look when it no longer fits its time. */
export function slowestFiles(tap: string, most: number): string[] {
  const files = [...tap.matchAll(/^ *(?:not )?ok \d+ - (\S+\.test\.ts) # time=([\d.]+)ms/gm)].map(([, file, ms]) => ({
    file,
    seconds: Number(ms) / 1_000,
  }))
  const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, most)
  return slowest.map(({ file, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${file}`)
}

const mostLines = 30

/** What failed in a run's TAP: every failed assertion under the titles that lead to it, with the beginning of its explanation. */
export function failedTests(tap: string): string[] {
  const titles: { indent: number; title: string }[] = []
  const lines = tap.split('\n')
  return lines.flatMap((line, at) => {
    const begins = /^( *)# Subtest: (.*)$/.exec(line)
    if (begins) {
      while ((titles.at(-1)?.indent ?? -1) >= begins[1]!.length) titles.pop()
      titles.push({ indent: begins[1]!.length, title: begins[2]! })
      return []
    }
    const failed = /^( *)not ok \d+ - (.*)$/.exec(line)
    if (!failed) return []
    const above = titles.filter(one => one.indent < failed[1]!.length).map(one => one.title)
    return [[...above, failed[2]!].join(' > '), ...explanation(lines, at + 1)]
  })
}

function explanation(lines: string[], from: number): string[] {
  if (!/^ *---$/.test(lines[from] ?? '')) return []
  const end = lines.findIndex((line, at) => at > from && /^ *\.\.\.$/.test(line))
  return lines.slice(from + 1, Math.min(end, from + mostLines))
}

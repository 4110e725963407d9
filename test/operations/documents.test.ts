import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openMetrics } from '../../core/metrics/metrics.ts'

const manual = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')
const source = (path: string) => readFileSync(join(import.meta.dirname, '../../core', path), 'utf8')

t.test('the manual says what to do about everything that can be wrong, and of nothing else', async t => {
  const codes = [...source('readiness/checks.ts').matchAll(/code: '([\w.-]+)'/g)].map(match => match[1]!)
  t.ok(codes.length > 5)
  const told = [
    ...manual
      .split('| code of `/readyz` |')[1]!
      .split('\n\n')[0]!
      .matchAll(/^\| `([\w.-]+)` \|/gm),
  ].map(match => match[1]!)
  t.same(told.sort(), codes.sort())
})

t.test('the manual names every metric of ours, and no other', async t => {
  t.match(await openMetrics().text(), 'dangjian_http_requests_total')
  const names = new Set(
    [...`${source('metrics/metrics.ts')}${source('metrics/watch-platform.ts')}`.matchAll(/'(dangjian_\w+)'/g)].map(match => match[1]!),
  )
  t.ok(names.size > 10)
  t.same(
    new Set([...manual.matchAll(/`(dangjian_\w+)(?:\{[\w,]+\})?`/g)].map(match => match[1]!).filter(name => name !== 'dangjian_server')),
    names,
  )
})

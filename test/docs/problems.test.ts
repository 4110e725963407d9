import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { problemKinds } from '../../core/problem.ts'
import { problemList } from '../../scripts/problem-list.ts'

t.test('the list of problems is up to date (npm run problems)', async t => {
  t.equal(readFileSync(join(import.meta.dirname, '../../docs/problems.md'), 'utf8'), problemList())
})

t.test('every problem has a code of its own, the status of an error, and a sentence in Chinese', async t => {
  const kinds = problemKinds()
  t.ok(kinds.length > 40)
  t.equal(new Set(kinds.map(kind => kind.code)).size, kinds.length)
  for (const { code, status, detail } of kinds) {
    t.match(code, /^[a-z-]+\.[a-z-]+$/)
    t.ok(status >= 400 && status < 600, code)
    t.match(detail, /\p{Script=Han}/u, code)
  }
})

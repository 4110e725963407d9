import t from 'tap'
import { countTests } from '../../scripts/count-tests.ts'

const tap = (...lines: string[]) => `TAP version 14\n${lines.join('\n')}\n`

t.test('the innermost subtests count, whatever they assert', async t => {
  const run = tap(
    '# Subtest: a.test.ts',
    '    # Subtest: one rule',
    '        ok 1 - should be equal',
    '        ok 2 - should be equal',
    '        1..2',
    '    ok 1 - one rule # time=1ms',
    '    # Subtest: a group',
    '        # Subtest: another rule',
    '            ok 1 - should be equal',
    '        ok 1 - another rule # time=1ms',
    '        # Subtest: a rule not kept',
    '            not ok 1 - should be equal',
    '              ---',
    '              source: |',
    '                not ok 1 - quoted',
    '              ...',
    '        not ok 2 - a rule not kept # time=1ms',
    '    not ok 2 - a group # time=1ms',
    '    1..2',
    'not ok 1 - a.test.ts # time=3ms',
    '# Subtest: b.test.ts',
    '    ok 1 - should be equal',
    'ok 2 - b.test.ts # time=1ms',
    '1..2',
  )
  t.strictSame(countTests(run), { passed: 3, failed: 1 })
})

t.test('a file that breaks off counts as failed, one left out not at all', async t => {
  const broken = tap(
    '# Subtest: a.test.ts',
    '    # Subtest: one rule',
    '        ok 1',
    '    ok 1 - one rule',
    '    1..1',
    'not ok 1 - a.test.ts # time=3ms',
  )
  t.strictSame(countTests(broken), { passed: 1, failed: 1 })
  t.strictSame(countTests(tap('# Subtest: a.test.ts', '    1..0', 'not ok 1 - a.test.ts')), { passed: 0, failed: 1 })
  t.strictSame(countTests(tap('# Subtest: a.test.ts', '    ok 1 - one # SKIP', '    1..1', 'ok 1 - a.test.ts')), { passed: 1, failed: 0 })
  t.strictSame(countTests(''), { passed: 0, failed: 0 })
})

import fc from 'fast-check'
import t from 'tap'
import { isPeriod, laterBy, type Period, startOf } from '../../core/calendar/period.ts'
import { isPublished, specialDays } from '../../core/calendar/published-days.ts'
import { statutoryDays } from '../../core/calendar/statutory-days.ts'
import { addWorkingDays, countWorkingDays, isWorkday } from '../../core/calendar/working-days.ts'
import { addDays, addMonths, daysBetween, todayInShanghai } from '../../core/identity/dates.ts'

const none = new Map()
const date = fc.integer({ min: 0, max: 20_000 }).map(days => addDays('2004-01-01', days))
const edited = fc
  .array(fc.tuple(date, fc.constantFrom('workday' as const, 'rest' as const)), { maxLength: 40 })
  .map(days => new Map(days.map(([day, kind]) => [day, { kind }])))
const later = (from: string, period: Period) => laterBy(new Date(from), period, none).toISOString()

t.test('the calendar is that of the State Council where it is published', async t => {
  const days: [string, boolean][] = [
    ['2026-02-13', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-16', false],
    ['2026-02-28', true],
    ['2026-03-01', false],
    ['2025-10-08', false],
    ['2025-10-11', true],
  ]
  for (const [day, works] of days) t.equal(isWorkday(day, none), works, day)
  t.match(specialDays(2026).get('2026-02-17'), { kind: 'rest', name: '春节' })
  t.match(specialDays(2026).get('2026-02-28'), { kind: 'workday', name: '春节调休上班' })
})

t.test('before a year is published, its days of rest by law are known', async t => {
  const springs = { 2027: '2027-02-06', 2028: '2028-01-26', 2029: '2029-02-13', 2033: '2033-01-31', 2034: '2034-02-19' }
  for (const [year, first] of Object.entries(springs)) {
    t.equal(isPublished(Number(year)), false)
    t.equal(specialDays(Number(year)).get(first)?.name, '春节', first)
    t.notOk(isWorkday(first, none), first)
  }
  t.notOk(isWorkday('2027-01-01', none), 'a Friday')
  t.ok(isWorkday('2027-01-04', none))
  for (const year of [2025, 2026])
    for (const [day, name] of statutoryDays(year)) t.equal(specialDays(year).get(day)?.kind, 'rest', `${day} ${name}: as it was published`)
})

t.test('the last word on a day is that of who edited it', async t => {
  const own = new Map([
    ['2026-02-17', { kind: 'workday' as const }],
    ['2026-03-02', { kind: 'rest' as const }],
  ])
  t.ok(isWorkday('2026-02-17', own))
  t.notOk(isWorkday('2026-03-02', own))
})

t.test('so many working days later is a working day, with so many between', async () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -300, max: 300 }), edited, (from, count, days) => {
      const to = addWorkingDays(from, count, days)
      if (count === 0) return to === from
      return (
        isWorkday(to, days) &&
        (count > 0 ? countWorkingDays(from, to, days) : countWorkingDays(addDays(to, -1), addDays(from, -1), days)) === Math.abs(count)
      )
    }),
  )
})

t.test('working days are counted as they add up, and no faster than days', async () => {
  fc.assert(
    fc.property(date, fc.nat({ max: 400 }), fc.nat({ max: 400 }), edited, (from, some, more, days) => {
      const [middle, to] = [addDays(from, some), addDays(from, some + more)]
      const counted = countWorkingDays(from, to, days)
      return (
        counted === countWorkingDays(from, middle, days) + countWorkingDays(middle, to, days) &&
        counted <= some + more &&
        countWorkingDays(to, from, days) === -countWorkingDays(addDays(from, -1), addDays(to, -1), days) + 0
      )
    }),
  )
})

t.test('a period keeps the time of the day in China', async t => {
  t.equal(later('2026-01-31T01:30:00Z', 'P1M'), '2026-02-28T01:30:00.000Z', 'the 31st becomes the last')
  t.equal(later('2026-01-30T17:00:00Z', 'P1M'), '2026-02-27T17:00:00.000Z', 'it is the 31st in China already')
  t.equal(later('2024-02-29T00:00:00Z', 'P1Y'), '2025-02-28T00:00:00.000Z')
  t.equal(later('2026-02-13T09:00:00Z', { workingDays: 2 }), '2026-02-24T09:00:00.000Z', 'a Saturday of work, then the festival')
  t.equal(later('2026-02-13T16:30:00Z', { workingDays: 1 }), '2026-02-23T16:30:00.000Z', 'it is the 14th in China already')
  t.equal(later('2026-03-01T00:00:00Z', 'P1W2DT4H30M'), '2026-03-10T04:30:00.000Z')
  t.equal(later('2026-03-31T00:00:00Z', '-P1M'), '2026-02-28T00:00:00.000Z')
  t.equal(later('2026-03-31T00:00:00Z', '-PT30S'), '2026-03-30T23:59:30.000Z')
})

t.test('days and months of a period are those of the calendar', async () => {
  fc.assert(
    fc.property(date, fc.nat({ max: 240 }), fc.nat({ max: 1_000 }), fc.nat({ max: 86_399 }), (from, months, days, second) => {
      const start = new Date(startOf(from).getTime() + second * 1_000)
      const end = laterBy(start, `P${months}M${days}D`, none)
      const on = todayInShanghai(end)
      return (
        on === addDays(addMonths(from, months), days) &&
        end.getTime() - startOf(on).getTime() === second * 1_000 &&
        daysBetween(from, on) >= days
      )
    }),
  )
})

t.test('what is no period is none', async t => {
  const wrong = [
    '',
    'P',
    'PT',
    'P1',
    '1D',
    'P1.5D',
    'P1H',
    'PT1D',
    'P-1D',
    'p1d',
    'P1D ',
    'P101Y',
    'P99999999D',
    'P1MT',
    3,
    null,
    undefined,
    {},
    { workingDays: 1.5 },
    { workingDays: '2' },
    { workingDays: 1, days: 2 },
  ]
  for (const one of wrong) {
    t.notOk(isPeriod(one), JSON.stringify(one))
    t.throws(() => laterBy(new Date(), one as Period, none), TypeError)
  }
  for (const one of ['P0D', 'P1Y2M3W4DT5H6M7S', 'PT4H', '-P1M', { workingDays: 2 }]) t.ok(isPeriod(one), JSON.stringify(one))
})

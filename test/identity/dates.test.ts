import t from 'tap'
import { addDays, addMonths, daysBetween, isCalendarDate, monthsBetween, todayInShanghai, yearsBetween } from '../../core/identity/dates.ts'

t.test('only days that exist are dates', async t => {
  for (const text of ['2024-02-29', '2000-02-29', '1921-07-01']) t.ok(isCalendarDate(text), text)
  for (const text of ['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-1-1', '2024-01-01T00:00', '0999-01-01']) {
    t.notOk(isCalendarDate(text), text)
  }
})

t.test('adding months keeps to the end of a shorter month', async t => {
  t.equal(addMonths('2024-01-31', 1), '2024-02-29')
  t.equal(addMonths('2023-01-31', 1), '2023-02-28')
  t.equal(addMonths('2024-02-29', 12), '2025-02-28')
  t.equal(addMonths('2024-12-15', 1), '2025-01-15')
  t.equal(addMonths('2024-03-31', -1), '2024-02-29')
  t.equal(addMonths('2024-01-15', -1), '2023-12-15')
  t.equal(addMonths('2024-01-15', -13), '2022-12-15')
})

t.test('full months and years are counted, both ways', async t => {
  t.equal(monthsBetween('2024-01-15', '2024-02-14'), 0)
  t.equal(monthsBetween('2024-01-15', '2024-02-15'), 1)
  t.equal(monthsBetween('2024-01-31', '2024-02-29'), 1)
  t.equal(monthsBetween('2024-02-15', '2024-01-15'), -1)
  t.equal(monthsBetween('2024-02-15', '2024-02-15'), 0)
  t.equal(yearsBetween('2000-07-01', '2018-06-30'), 17)
  t.equal(yearsBetween('2000-07-01', '2018-07-01'), 18)
  t.equal(yearsBetween('2000-02-29', '2018-02-28'), 18)
  t.equal(yearsBetween('2018-07-01', '2000-07-01'), -18)
  t.ok(Object.is(yearsBetween('2018-07-02', '2018-07-01'), 0), 'no negative zero')
})

t.test('days are counted across months, leap days and changes of the clock', async t => {
  t.equal(addDays('2024-02-28', 2), '2024-03-01')
  t.equal(addDays('2024-01-01', -1), '2023-12-31')
  t.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  t.equal(daysBetween('1986-05-01', '1986-05-10'), 9)
})

t.test('today is the day it is in China', async t => {
  t.equal(todayInShanghai(new Date('2026-11-21T15:59:59Z')), '2026-11-21')
  t.equal(todayInShanghai(new Date('2026-11-21T16:00:00Z')), '2026-11-22')
})

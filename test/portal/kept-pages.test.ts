import t from 'tap'
import { keptPages, type Made } from '../../plugins/portal/server/sites/kept-pages.ts'

/** Pages that tell how often they were made, by a clock of the test's own. */
function pages(mostBytes = 1_000) {
  let time = 0
  let times = 0
  const kept = keptPages<string>({ mostBytes, now: () => time })
  const made = (more: Partial<Made<string>> = {}): Made<string> => ({
    page: `made ${++times}`,
    bytes: 100,
    depends: ['portal/article'],
    ...more,
  })
  const get = (name = 'home', more?: Partial<Made<string>>) => kept.get('tenant', name, async () => made(more))
  const pass = (ms: number) => {
    time += ms
  }
  return { kept, get, made, pass, times: () => times }
}

t.test('a page is made once for however many ask at the same time, and then kept', async t => {
  const { get, times } = pages()
  t.same(
    await Promise.all(Array.from({ length: 50 }, () => get())),
    Array.from({ length: 50 }, () => 'made 1'),
  )
  t.equal(get(), 'made 1')
  t.equal(times(), 1)
})

t.test('a change of what it shows makes it anew, at most once a second; any other does not', async t => {
  const { kept, get, pass } = pages()
  await get()
  pass(2_000)
  kept.changed('tenant', ['honors/organization-honor'])
  kept.changed('another tenant', ['portal/article'])
  kept.changed('another tenant', 'all')
  t.equal(kept.fresh('tenant', 'home'), 'made 1')
  t.equal(await get(), 'made 1')
  kept.changed('tenant', ['portal/article'])
  t.equal(kept.fresh('tenant', 'home'), undefined)
  t.equal(await get(), 'made 2')
  kept.changed('tenant', ['portal/article'])
  t.equal(await get(), 'made 2', 'made less than a second ago')
  pass(1_000)
  t.equal(await get(), 'made 3')
  pass(1_000)
  kept.changed(undefined, 'all')
  t.equal(await get(), 'made 4')
})

t.test('what changes while a page is made is shown a second later at the latest', async t => {
  const { kept, get, made, pass } = pages()
  let go = () => {}
  const first = kept.get('tenant', 'home', async () => {
    await new Promise<void>(done => {
      go = done
    })
    return made()
  })
  kept.changed('tenant', ['portal/article'])
  go()
  t.equal(await first, 'made 1')
  pass(1_000)
  t.equal(await get(), 'made 2')
})

t.test('a page that speaks of today is made anew when its time is over', async t => {
  const { get, pass } = pages()
  await get('home', { until: new Date(5_000) })
  pass(4_999)
  t.equal(await get(), 'made 1')
  pass(1)
  t.equal(await get(), 'made 2')
})

t.test('memory is bounded: who was asked for longest ago goes first', async t => {
  const { kept, get } = pages(250)
  // A single page may take a quarter of it at most.
  await get('a', { bytes: 60 })
  await get('b', { bytes: 60 })
  await get('c', { bytes: 60 })
  await get('d', { bytes: 60 })
  t.equal(get('a'), 'made 1')
  await get('e', { bytes: 60 })
  t.same(kept.figures(), { pages: 4, bytes: 240 })
  t.equal(get('a'), 'made 1')
  t.equal(await get('b', { bytes: 60 }), 'made 6')
  await get('huge', { bytes: 63 })
  t.equal(kept.figures().pages, 4)
})

t.test('what is not there, and what failed, is not kept', async t => {
  const { kept, get } = pages()
  t.equal(await kept.get('tenant', 'home', async () => undefined), undefined)
  await t.rejects(Promise.resolve(kept.get('tenant', 'home', () => Promise.reject(new Error('the database is away')))))
  t.equal(await get(), 'made 1')
})

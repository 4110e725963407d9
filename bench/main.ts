import { type Bulk, exportBoth, importBoth } from './bulk.ts'
import { cases } from './cases.ts'
import { benchCollector } from './collector.ts'
import { benchEvents } from './events.ts'
import { load } from './load.ts'
import { benchNotices } from './notices.ts'
import { openBench, option, tell } from './open.ts'
import { benchPoints } from './points.ts'
import { benchPortal } from './portal.ts'
import { startHandWritten, startProduct } from './processes.ts'
import { figures, row } from './table.ts'
import { benchTodos } from './todos.ts'

// npm run bench [-- --scale=tenth] [--only=list|collector|events|notices|points|portal|todos] [--seconds=8]: the product beside hand-written routes on the same data, in the same
// run; the collector, events, notices, points, portals and to-dos by themselves.
const seconds = Number(option('seconds') ?? 8)
const connections = 20
const only = option('only') ?? ''
const small = { collector: benchCollector, events: benchEvents, notices: benchNotices }[only]
if (small) {
  await small()
  process.exit(0)
}
const database = await openBench(option('scale') ?? 'full')
const alone = { points: benchPoints, portal: benchPortal, todos: benchTodos }[only]
if (alone) {
  await alone(database, { seconds, connections })
  await database.embedded.stop()
  process.exit(0)
}
const { embedded, folder } = database
const product = await startProduct(embedded.url, folder)
const hand = await startHandWritten(embedded.url, folder)
try {
  tell(row('', 'product /s', 'p50 ms', 'p99 ms', 'by hand /s', 'p50 ms', 'p99 ms', 'share'))
  tell(row('---', '---', '---', '---', '---', '---', '---', '---'))
  const { cases: all, places } = await cases(product.url)
  for (const one of all.filter(one => one.name.includes(only))) {
    const mine = await load(product.url, one.product, { seconds, connections })
    const theirs = await load(hand.url, one.hand, { seconds, connections })
    tell(row(one.name, ...figures(mine), ...figures(theirs), (mine.perSecond / theirs.perSecond).toFixed(2)))
  }
  if ('export'.includes(only)) tell(bulkRow('export', await exportBoth(product, hand, places)))
  if ('import'.includes(only)) tell(bulkRow('import', await importBoth(product, hand, places, folder)))
} finally {
  await product.stop()
  await hand.stop()
  await embedded.stop()
}

function bulkRow(name: string, both: [Bulk, Bulk]): string {
  const [mine, theirs] = both.map(one => `${one.seconds.toFixed(1)} s, peak ${one.peak} MB`)
  return `${name} of 100,000 rows: ${mine}; by hand ${theirs}`
}

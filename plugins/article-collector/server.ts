import { definePlugin } from '../../core/index.ts'
import { carryOutRuns } from './server/carry-out.ts'
import { checkSources } from './server/check-source.ts'
import { collectNow } from './server/collect-now.ts'
import { collectDaily } from './server/daily.ts'
import { needs } from './server/parts.ts'
import { pushByHand } from './server/pushing/by-hand.ts'
import { pushByRule } from './server/pushing/by-rule.ts'
import { deliverPushes } from './server/pushing/deliver.ts'
import { openReader } from './server/reading/open-reader.ts'
import { keepRetention } from './server/retention.ts'
import { openRobots } from './server/robots.ts'
import { tryingSources } from './server/try-source.ts'
import { politely } from './server/visit.ts'

/** Articles of other sites, collected daily and by hand. What is fetched is somebody else's: it is bounded, read in threads, and cleaned where it is written. */
export default definePlugin({
  needs,
  start(parts) {
    const visit = politely(parts, openRobots(parts))
    const read = openReader(parts)
    checkSources(parts)
    carryOutRuns({ parts, visit, read })
    collectDaily(parts)
    collectNow(parts)
    tryingSources(parts, visit, read)
    deliverPushes(parts)
    pushByRule(parts)
    pushByHand(parts)
    keepRetention(parts)
  },
})

import { definePlugin } from '../../core/index.ts'
import { needs } from './server/notice.ts'
import { reading } from './server/read.ts'
import { reminding } from './server/remind.ts'
import { spreading } from './server/spread.ts'
import { takingAway } from './server/take-away.ts'
import { telling } from './server/tell-figures.ts'

/**
 * A notice may be for a hundred thousand people. Whatever is done with all of them is done some at a time, each time in a transaction of its
 * own that also plans the next: so it goes on where it stopped, however often a server is killed.
 */
export default definePlugin({
  needs,
  start(parts) {
    spreading(parts)
    reminding(parts)
    takingAway(parts)
    reading(parts)
    telling(parts)
  },
})

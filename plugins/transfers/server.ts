import { commands, definePlugin, handovers, operations, records, rights } from '../../core/index.ts'
import { defineEnds } from './server/ends.ts'
import { defineLetterCodes } from './server/letter-codes.ts'
import { defineReceiving } from './server/receiving.ts'

/** Members who go from one tenant of the installation to another: the letter's code is all that the two sides know of each other. */
export default definePlugin({
  needs: { commands, handovers, operations, records, rights },
  start(given) {
    defineLetterCodes(given)
    defineReceiving(given)
    defineEnds(given)
  },
})

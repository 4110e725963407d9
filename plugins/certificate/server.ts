import { definePlugin } from '../../core/index.ts'
import { needs } from './server/assemble.ts'
import { printing } from './server/print.ts'
import { showing } from './server/show.ts'

/** Puts a member's certificate together of what the plugins that are on tell of him. */
export default definePlugin({
  needs,
  start(parts) {
    showing(parts)
    printing(parts)
  },
})

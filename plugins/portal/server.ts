import { definePlugin } from '../../core/index.ts'
import { siteNeeds, startSites } from './server/sites/sites.ts'

export default definePlugin({
  needs: { ...siteNeeds },
  start(parts) {
    startSites(parts)
  },
})

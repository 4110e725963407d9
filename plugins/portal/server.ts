import { definePlugin } from '../../core/index.ts'
import { articleNeeds, startArticles } from './server/articles/articles.ts'
import { lookNeeds, startLook } from './server/look/look-blocks.ts'
import { siteNeeds, startSites } from './server/sites/sites.ts'

export default definePlugin({
  needs: { ...siteNeeds, ...articleNeeds, ...lookNeeds },
  start(parts) {
    startSites(parts)
    startArticles(parts)
    startLook(parts)
  },
})

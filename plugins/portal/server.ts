import { definePlugin } from '../../core/index.ts'
import { articleNeeds, startArticles } from './server/articles/articles.ts'
import { siteNeeds, startSites } from './server/sites/sites.ts'

export default definePlugin({
  needs: { ...siteNeeds, ...articleNeeds },
  start(parts) {
    startSites(parts)
    startArticles(parts)
  },
})

import type { DemoArticle } from './article.ts'
import { branchArticles } from './branch-articles.ts'
import { cityArticles } from './city-articles.ts'

/** The sites of the invented city: that of its committee, and that of the branch whose people the accounts are. */
export type DemoSite = {
  of: 'city' | 'branch'
  template: string
  code: string
  title: string
  description: string
  articles: DemoArticle[]
}

export const demoSites: DemoSite[] = [
  {
    of: 'city',
    template: 'stately',
    code: 'city',
    title: '澜屏先锋网',
    description: '澜屏市委组织部主办，发布全市组织工作动态、党务公开和基层风采。',
    articles: cityArticles,
  },
  {
    of: 'branch',
    template: 'branch',
    code: 'branch-home',
    title: '党支部之家',
    description: '支部的活动、学习和身边的好党员。',
    articles: branchArticles,
  },
]

import { addDays, daysBetween } from '../core/identity/dates.ts'
import type { DemoMember } from './members.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/points/entities/claim-rule.json`. */
export type DemoClaimRule = {
  name: string
  category: string
  points: number
  per?: string
  maximum?: number
  description: string
  state: string
}
/** In the words of `plugins/points/entities/claim.json`; `member` is the ID number, `rule` the rule's name. */
export type DemoClaim = { member: string; rule: string; title: string; happenedOn: string; description: string; state: string }

export const demoClaimRules: DemoClaimRule[] = [
  {
    ...{ name: '获得表彰', category: 'honor', points: 10, per: 'year', maximum: 30, state: 'used' },
    description: '获得县级以上党委、政府或主管部门的表彰。请附证书或文件。',
  },
  {
    ...{ name: '志愿服务半日', category: 'vanguard', points: 2, per: 'month', maximum: 8, state: 'used' },
    description: '参加组织安排或社区发布的志愿服务，满半日计一次。',
  },
  {
    name: '讲党课',
    category: 'study',
    points: 5,
    per: 'year',
    maximum: 20,
    state: 'used',
    description: '在支部党员大会或主题党日上讲党课一次。',
  },
  { name: '急难险重任务值守', category: 'vanguard', points: 3, state: 'used', description: '防汛、抢险、疫情防控等任务中值守一日。' },
  {
    name: '提出意见建议被采纳',
    category: 'other',
    points: 4,
    state: 'open',
    description: '建议被上级党组织或有关部门书面采纳。请附采纳通知。',
  },
  { name: '参加知识竞赛', category: 'study', points: 2, state: 'off', description: '活动已结束，不再受理。' },
]

const matters: Pick<DemoClaim, 'rule' | 'title' | 'description'>[] = [
  { rule: '获得表彰', title: '获评县级优秀共产党员', description: '表彰决定和证书见附件。' },
  { rule: '获得表彰', title: '获评先进工作者', description: '年度考核被评为先进工作者，证书见附件。' },
  { rule: '志愿服务半日', title: '社区大扫除志愿服务', description: '周六上午参加社区环境整治。' },
  { rule: '志愿服务半日', title: '文明交通劝导', description: '早高峰在路口劝导，共四小时。' },
  { rule: '讲党课', title: '为支部讲党课一次', description: '题目为“从群众来信说起”。' },
  { rule: '急难险重任务值守', title: '汛期值守大堤一日', description: '按排班值守，签到表由支部保存。' },
  { rule: '急难险重任务值守', title: '雨雪天气铲冰除雪', description: '清早五点到场，保障主干道畅通。' },
]

const since = '2026-01-01'

/** Claims that have been reviewed, some of them rejected afterwards, of members of all branches; and two each of some members, one not yet submitted, one under review. */
export function demoClaims(random: Random, members: DemoMember[], few: DemoMember[], count: number, asOf: string): DemoClaim[] {
  const claim = ({ idNumber }: DemoMember, state: string): DemoClaim => ({
    ...{ member: idNumber, state, ...random.one(matters) },
    happenedOn: addDays(since, random.between(0, daysBetween(since, asOf))),
  })
  const reviewed = Array.from({ length: count }, (_, at) => claim(random.one(members), at % 12 === 11 ? 'rejected' : 'reviewed'))
  return [...reviewed, ...few.flatMap(member => ['reviewed', 'reviewed', 'review', 'draft'].map(state => claim(member, state)))]
}

import { addDays, daysBetween } from '../core/identity/dates.ts'
import type { DemoMember } from './members.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/contributions/entities/contribution.json`; `member` is the ID number. */
export type DemoContribution = { member: string; kind: string; title: string; happenedOn: string; hours: number; description: string }

const deeds: Omit<DemoContribution, 'member' | 'happenedOn' | 'hours'>[] = [
  { kind: 'volunteer', title: '社区环境整治志愿服务', description: '与社区志愿者一起清理楼道杂物和绿化带垃圾。' },
  { kind: 'volunteer', title: '为独居老人送餐', description: '每逢周末为辖区三位独居老人送午餐，并帮助检查水电。' },
  { kind: 'pairing', title: '结对帮扶困难户', description: '帮助联系户申请临时救助，并联系企业介绍了一份就近的工作。' },
  { kind: 'emergency', title: '汛期值守大堤', description: '连续三昼夜参加防汛值守，发现并报告管涌一处。' },
  { kind: 'mediation', title: '调解邻里宅基地纠纷', description: '四次上门听取双方意见，促成书面和解。' },
  { kind: 'post', title: '优化窗口办事流程', description: '把两项业务合并受理，群众平均等候时间缩短一半。' },
  { kind: 'innovation', title: '改进生产线夹具', description: '牵头改进一道工序的夹具，返工率明显下降。' },
  { kind: 'suggestion', title: '提出道路照明改造建议', description: '实地走访后提出建议，被街道采纳并已施工。' },
]

/** The records begin some two years back. */
const since = '2024-07-01'

/** That many contributions of full members, none of them twice. */
export function demoContributions(random: Random, members: DemoMember[], count: number, asOf: string): DemoContribution[] {
  const full = members.filter(member => member.category === 'full')
  const found = new Map<string, DemoContribution>()
  while (found.size < count) {
    const member = random.one(full).idNumber
    const happenedOn = addDays(since, random.between(0, daysBetween(since, asOf)))
    const deed = { member, ...random.one(deeds), happenedOn, hours: random.between(1, 16) / 2 }
    found.set(`${member} ${deed.title} ${happenedOn}`, deed)
  }
  return [...found.values()]
}

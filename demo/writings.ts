import { addDays, daysBetween } from '../core/identity/dates.ts'
import type { DemoMember } from './members.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/pledges/entities/pledge.json`; `member` is the ID number. */
export type DemoPledge = { member: string; kind: string; content: string; pledgedOn: string }
/** In the words of `plugins/study-notes/entities/study-note.json`. */
export type DemoStudyNote = { member: string; title: string; topic: string; content: string; writtenOn: string }

const pledges = [
  '群众来电来访，当天有回音。',
  '每月走访包联户一次，有难处一起想办法。',
  '上岗期间零差错，受理事项不过夜。',
  '每季度参加一次志愿服务，全年不少于二十小时。',
  '带头遵守村规民约，红白喜事从简。',
  '安全生产无小事，隐患发现一处整改一处。',
]

const subjects = [
  { title: '在走访中学会说群众的话', topic: '调查研究' },
  { title: '从一件小事看作风', topic: '作风建设' },
  { title: '重温入党志愿书有感', topic: '主题党日' },
  { title: '读乡土中国札记', topic: '读书学习' },
  { title: '参观旧址纪念馆的几点体会', topic: '主题党日' },
]
const beginnings = ['这次学习给我留下很深的印象。', '学完之后，我对照自己的工作想了很久。', '白天的讨论，晚上仍在心里回响。']
const middles = [
  '过去总以为把事情办完就好，现在明白，群众在意的是办事的过程中有没有把他放在心上。',
  '道理并不深，难的是天天做、件件做，做到别人看不见的时候也一样。',
  '前人在那样的条件下都能坚持，我们今天没有理由在小事上打折扣。',
]
const endings = [
  '下一步，我准备从手头的三件积压事项做起，逐件给出办结的日子。',
  '我给自己定了一条：每月至少到一线去两次，带着问题去，带着答案回。',
]

const year = '2026-01-01'

/** One pledge each of that many members, all of them of this year. */
export function demoPledges(random: Random, members: DemoMember[], count: number): DemoPledge[] {
  return some(random, members, count).map(({ idNumber }) => ({
    member: idNumber,
    kind: 'one-sentence',
    content: random.one(pledges),
    pledgedOn: addDays(year, random.between(0, 60)),
  }))
}

/** One study note each of that many members. */
export function demoStudyNotes(random: Random, members: DemoMember[], count: number, asOf: string): DemoStudyNote[] {
  return some(random, members, count).map(({ idNumber }) => ({
    member: idNumber,
    ...random.one(subjects),
    content: [beginnings, middles, endings].map(choices => random.one(choices)).join('\n'),
    writtenOn: addDays(year, random.between(0, daysBetween(year, asOf))),
  }))
}

function some(random: Random, members: DemoMember[], count: number): DemoMember[] {
  const chosen = new Set<DemoMember>()
  while (chosen.size < count) chosen.add(random.one(members))
  return [...chosen]
}

import { addDays, addMonths, yearsBetween } from '../core/identity/dates.ts'
import type { Random } from './random.ts'

/** A line of a member's resume (履历). */
export type DemoResume = { startOn: string; endOn: string | undefined; unit: string; post: string; witness: string }

const units = ['澜屏市图书馆', '青棠区档案馆', '石榕县农技站', '禾渡区文化馆', '澜屏市公交公司', '澜屏市印刷厂']
const posts = ['职员', '技术员', '科员', '组长', '副主任', '主任']
const witnesses = ['何守正', '陆知远', '程以恒', '沈若谷']

/** One to three employments, one after the other, from the age of twenty on; the last may still go on. */
export function demoResumes(random: Random, birthOn: string, asOf: string): DemoResume[] {
  const lines: DemoResume[] = []
  const most = random.between(1, 3)
  let startOn = addMonths(birthOn, 20 * 12 + random.between(0, 24))
  while (lines.length < most && startOn < asOf) {
    const end = addMonths(startOn, random.between(12, 96))
    const isLast = end >= asOf || (lines.length + 1 === most && yearsBetween(birthOn, asOf) < 60)
    lines.push({
      startOn,
      endOn: isLast ? undefined : end,
      unit: random.one(units),
      post: random.one(posts),
      witness: random.one(witnesses),
    })
    if (isLast) break
    startOn = addDays(end, 1)
  }
  return lines
}

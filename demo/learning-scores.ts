import { addMonths } from '../core/identity/dates.ts'
import type { DemoMember } from './members.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/points/entities/learning-score.json`; `member` is the ID number. */
export type DemoLearningScore = { member: string; month: string; points: number }

const months = 3
/** So many points a day are usual, and the most that the platform gives. */
const daily = { least: 8, most: 42 }

/** What the platform's own spreadsheet would have brought, of these members and the months before. */
export function demoLearningScores(random: Random, members: DemoMember[], asOf: string): DemoLearningScore[] {
  return members.flatMap(({ idNumber }) => {
    const zeal = random.between(daily.least, daily.most)
    return Array.from({ length: months }, (_, back) => ({
      member: idNumber,
      month: addMonths(asOf, -back).slice(0, 7),
      points: random.between(20, 30) * zeal + random.between(0, 30),
    }))
  })
}

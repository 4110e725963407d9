import { CronExpressionParser } from 'cron-parser'

/** The next time after `from` at which a cron comes, by the clock of China. */
export function nextTime(cron: string, from: Date): Date {
  return CronExpressionParser.parse(cron, { tz: 'Asia/Shanghai', currentDate: from }).next().toDate()
}

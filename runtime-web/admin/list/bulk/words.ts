import type { Screen } from '../../fields/screen.ts'
import { sentencesOf } from '../../record/consequences.ts'
import type { BulkAction } from './order.ts'

/** What has to be typed before anything is erased. */
export const erasing = '彻底删除'

const titles: Record<BulkAction, string> = { delete: '删除', restore: '还原', erase: erasing, remind: '短信提醒' }

export const titleOf = (action: BulkAction): string => titles[action]

export function consequences(action: BulkAction, screen: Screen): string[] {
  switch (action) {
    case 'delete':
      return sentencesOf(screen)
    case 'restore':
      return ['还原后重新出现在列表中。']
    case 'erase':
      return ['连同修改历史和附件一起删除，无法恢复。']
    case 'remind':
      return ['有手机号的收到短信，有账号的同时收到站内消息。']
  }
}

export const doing = (action: BulkAction): string => (action === 'remind' ? '正在提交' : `正在${titles[action]}`)

export function done(action: BulkAction, count: number): string {
  const many = count.toLocaleString('zh-CN')
  return action === 'remind' ? `已提交 ${many} 人的提醒，短信正在陆续发出。` : `已${titles[action]} ${many} 条。`
}

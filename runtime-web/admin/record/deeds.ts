import type { Screen } from '../fields/screen.ts'

const words: Record<string, string> = {
  create: '新增',
  update: '修改',
  delete: '删除',
  restore: '还原',
  erase: '彻底删除',
  import: '导入',
  export: '导出',
  reveal: '查看加密内容',
  move: '迁移',
  merge: '合并',
  dissolve: '撤销',
  appoint: '设置管理员',
  lock: '锁定',
  unlock: '解锁',
  'reset-password': '重置密码',
  read: '查看',
  print: '打印',
  apply: '申请',
  approve: '通过',
  refuse: '不通过',
  stop: '停用',
  'new-secret': '更换密钥',
}

/** What was done, or may be done, in a word: as a workflow calls it, or as everyone does; what has none is called as it is. */
export const deedInWords = (action: string, screen?: Screen): string => screen?.workflow?.deeds[action] ?? words[action] ?? action

/** What people call the actions that many entities have, in the order in which they are told. */
const words: Record<string, string> = {
  read: '查看',
  create: '新增',
  update: '修改',
  delete: '删除',
  restore: '还原',
  erase: '彻底删除',
  import: '导入',
  export: '导出',
  reveal: '查看加密内容',
  remind: '发送提醒',
  move: '调整上级',
  merge: '合并',
  dissolve: '撤销',
  appoint: '任命管理员',
  lock: '锁定',
  unlock: '解锁',
  'reset-password': '重置密码',
  'view-as': '以其身份查看',
  revoke: '作废',
  cancel: '取消',
  copy: '整体导出',
  count: '公开数量',
  show: '在宣传阵地展示',
}

const order = Object.keys(words)

/** What the role of the public may have done with records on pages of sites, beside reading them. */
export const onPages: readonly string[] = ['count', 'show']

/** As people think of them: looking first, then changing, then what is rare. */
export const inUsualOrder = (actions: Iterable<string>): string[] =>
  [...actions].sort((a, b) => (order.indexOf(a) + 1 || order.length + 1) - (order.indexOf(b) + 1 || order.length + 1))

/** An action's name; one that an entity has for itself is called as its endpoint is. */
export const actionTitle = (action: string, summary: string): string => words[action] ?? summary

import type { Vocabulary } from '../../fields/vocabulary.ts'

/** What people call what is noted in the log. */
export const commonActions: Record<string, string> = {
  'sign-in': '登录',
  'sign-out': '退出',
  create: '新增',
  update: '修改',
  delete: '删除',
  restore: '还原',
  erase: '彻底删除',
  import: '导入',
  export: '导出',
  reveal: '查看加密内容',
  'view-as': '开始以他人身份查看',
  'end-view': '结束以他人身份查看',
  lock: '锁定账号',
  unlock: '解锁账号',
  'reset-password': '重置密码',
  'change-password': '修改密码',
  'switch-on': '启用插件',
  'switch-off': '停用插件',
  apply: '申请开通',
  order: '调整顺序',
  'rename-tenant': '单位改名',
  move: '调整上级',
  merge: '合并',
  dissolve: '撤销',
  appoint: '任命管理员',
  dismiss: '免去管理员',
  remind: '发送提醒',
  revoke: '作废',
  cancel: '取消',
  retry: '重新处理',
  discard: '作废失败事项',
  'restore-version': '恢复到历史版本',
}

/** An action in words: the log's own, what its endpoint is called, or what happens by itself in a workflow. */
export function actionWord(action: string, entity: string | null, vocabulary: Vocabulary | undefined): string {
  const words = vocabulary?.entity(entity)
  return commonActions[action] ?? words?.actions.find(one => one.name === action)?.title ?? words?.deeds[action] ?? action
}

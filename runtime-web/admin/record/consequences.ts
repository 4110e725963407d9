import type { Screen } from '../fields/screen.ts'

/** What follows from deleting a record of this kind. */
export function sentencesOf(screen: Screen): string[] {
  const first = screen.trash
    ? `删除后不再出现在${screen.title}的列表中，可以在历史库中还原。`
    : `删除后不能恢复；被其他记录引用的${screen.title}不能删除。`
  return [
    first,
    ...(screen.account ? ['对应的登录账号同时停用，还原后重新启用。'] : []),
    ...(screen.numbered ? ['已有的编号会作废，不再给别的记录。'] : []),
  ]
}

import type { TablePaginationConfig } from 'antd'
import { cloneElement, isValidElement, type ReactElement } from 'react'

/** Rows of a table that is told page by page. */
export const pageSize = 20

const arrows: Record<string, string> = { prev: '上一页', next: '下一页', 'jump-prev': '向前 5 页', 'jump-next': '向后 5 页' }

/** How tables turn their pages: not at all while one page holds everything, and by arrows that have names. */
export const pageTurning: TablePaginationConfig = {
  pageSize,
  showSizeChanger: false,
  hideOnSinglePage: true,
  itemRender: (_page, kind, drawn) =>
    kind in arrows && isValidElement(drawn)
      ? cloneElement(drawn as ReactElement<{ 'aria-label'?: string }>, { 'aria-label': arrows[kind] })
      : drawn,
}

import { defineProblem } from '../problem.ts'

export const notFound = defineProblem('record.not-found', 404, '记录不存在，或您没有查看它的权限')
export const invalid = defineProblem('record.invalid', 422, '填写的内容有误')
export const conflict = defineProblem('record.conflict', 409, '与已有的记录冲突')
export const stale = defineProblem('record.stale', 412, '他人已修改了同样的内容，请刷新后再改')
export const inUse = defineProblem('record.in-use', 409, '仍被其他记录引用，不能删除')
export const notEditable = defineProblem('workflow.not-editable', 409, '记录在办理中或已办结，不能修改或删除')
export const closed = defineProblem('record.closed', 405, '此类记录不提供这个操作')
export const badQuery = defineProblem('query.invalid', 400, '查询条件有误')
export const tooMany = defineProblem('record.too-many', 413, '一次处理的记录太多')

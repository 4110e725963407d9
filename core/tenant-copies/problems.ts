import { defineProblem } from '../problem.ts'

export const notACopy = defineProblem('tenant-copy.unreadable', 422, '打不开：口令不正确，或文件不是完整的单位数据副本')
export const badCopy = defineProblem('tenant-copy.invalid', 422, '单位数据副本的内容不符合要求，没有导入')
export const copyTooLarge = defineProblem('tenant-copy.too-large', 413, '单位数据副本太大')
export const noCopy = defineProblem('tenant-copy.no-file', 422, '请选择单位数据副本')
export const notForPlatform = defineProblem('tenant-copy.platform', 409, '平台运营自己的数据不能这样带走，请用整机备份')

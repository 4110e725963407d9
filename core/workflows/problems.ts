import { defineProblem } from '../problem.ts'

export const alreadyDecided = defineProblem('workflow.already-decided', 409, '这一步已由他人办理')
export const notPossible = defineProblem('workflow.not-possible', 409, '当前状态下不能进行此操作')
export const guarded = defineProblem('workflow.condition', 409, '还不满足进行此操作的条件')
export const notAsked = defineProblem('workflow.not-asked', 403, '这一步不由您办理')

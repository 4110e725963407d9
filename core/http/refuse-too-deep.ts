import { defineProblem } from '../problem.ts'

const tooDeep = defineProblem('request.too-deep', 400, '请求的内容嵌套太深')
const deepest = 32

/** Nothing that anyone sends by hand is so deep; what walks through it afterwards need not fear for its stack. @throws tooDeep */
export function refuseTooDeep(body: unknown): void {
  if (isDeeper(body, deepest)) throw tooDeep()
}

function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some(part => isDeeper(part, most - 1))
}

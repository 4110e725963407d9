import { hasSimpleRun } from './password-runs.ts'

/** The figures of a tenant's rule data; none has a default here. */
export type PasswordRules = {
  /** Fewest characters. */
  minimumLength: number
  /** How many of capital letters, small letters, digits and signs must occur, 1 to 4. */
  minimumClasses: number
  /** From how many characters on a run (`aaaa`, `1234`, `qwer`) is refused. */
  refusedRunLength: number
}

export type ShapeProblem = { code: 'too-short' | 'too-long' | 'too-few-classes' | 'simple-run'; message: string }

/** Beyond this a password is no safer, only dearer to hash. */
const maximumLength = 128

/** What can be told to be wrong with a password from its characters alone, in a browser too, while it is typed. */
export function shapeProblems(password: string, rules: PasswordRules): ShapeProblem[] {
  const problems: ShapeProblem[] = []
  const length = Array.from(password).length
  if (length < rules.minimumLength) problems.push({ code: 'too-short', message: `密码至少${rules.minimumLength}位` })
  if (length > maximumLength) problems.push({ code: 'too-long', message: `密码不能超过${maximumLength}位` })
  if (classesIn(password) < rules.minimumClasses) {
    problems.push({ code: 'too-few-classes', message: `密码须包含大写字母、小写字母、数字、符号中的至少${rules.minimumClasses}类` })
  }
  if (hasSimpleRun(password, rules.refusedRunLength)) {
    problems.push({
      code: 'simple-run',
      message: `密码不能包含${rules.refusedRunLength}位及以上连续或重复的字符（如1234、aaaa、qwer）`,
    })
  }
  return problems
}

function classesIn(password: string): number {
  return [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter(pattern => pattern.test(password)).length
}

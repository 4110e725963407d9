import { hasSimpleRun } from './password-runs.ts'
import { pinyinOf } from './pinyin.ts'

/** The figures of a tenant's rule data; none has a default here. */
export type PasswordRules = {
  /** Fewest characters. */
  minimumLength: number
  /** How many of capital letters, small letters, digits and signs must occur, 1 to 4. */
  minimumClasses: number
  /** From how many characters on a run (`aaaa`, `1234`, `qwer`) is refused. */
  refusedRunLength: number
}

export type PasswordOwner = { userName?: string; phone?: string; name?: string }

export type PasswordProblem = {
  code: 'too-short' | 'too-long' | 'too-few-classes' | 'contains-user-name' | 'contains-phone' | 'contains-name' | 'simple-run'
  message: string
}

/** Beyond this a password is no safer, only dearer to hash. */
const maximumLength = 128

/** Everything wrong with a new password, in Chinese, all at once; empty where it will do. */
export function passwordProblems(password: string, rules: PasswordRules, owner: PasswordOwner = {}): PasswordProblem[] {
  const problems: PasswordProblem[] = []
  const length = Array.from(password).length
  if (length < rules.minimumLength) problems.push({ code: 'too-short', message: `密码至少${rules.minimumLength}位` })
  if (length > maximumLength) problems.push({ code: 'too-long', message: `密码不能超过${maximumLength}位` })
  if (classesIn(password) < rules.minimumClasses) {
    problems.push({ code: 'too-few-classes', message: `密码须包含大写字母、小写字母、数字、符号中的至少${rules.minimumClasses}类` })
  }
  if (contains(password, owner.userName)) problems.push({ code: 'contains-user-name', message: '密码不能包含用户名' })
  // The last six digits of the phone are what people take.
  if (contains(password, owner.phone?.slice(-6))) problems.push({ code: 'contains-phone', message: '密码不能包含手机号' })
  if (contains(password, owner.name, 2) || contains(password, owner.name && pinyinOf(owner.name))) {
    problems.push({ code: 'contains-name', message: '密码不能包含本人姓名或姓名拼音' })
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

/** Pieces shorter than `shortest` are not looked for: a user named `li` would hardly find a password. */
function contains(password: string, piece: string | undefined, shortest = 3): boolean {
  return piece !== undefined && Array.from(piece).length >= shortest && password.toLowerCase().includes(piece.toLowerCase())
}

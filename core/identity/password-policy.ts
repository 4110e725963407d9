import { type PasswordRules, type ShapeProblem, shapeProblems } from './password-shape.ts'
import { pinyinOf } from './pinyin.ts'

export type PasswordOwner = { userName?: string; phone?: string; name?: string }

export type PasswordProblem = ShapeProblem | { code: 'contains-user-name' | 'contains-phone' | 'contains-name'; message: string }

/** Everything wrong with a new password, in Chinese, all at once; empty where it will do. */
export function passwordProblems(password: string, rules: PasswordRules, owner: PasswordOwner = {}): PasswordProblem[] {
  const problems: PasswordProblem[] = shapeProblems(password, rules)
  if (contains(password, owner.userName)) problems.push({ code: 'contains-user-name', message: '密码不能包含用户名' })
  // The last six digits of the phone are what people take.
  if (contains(password, owner.phone?.slice(-6))) problems.push({ code: 'contains-phone', message: '密码不能包含手机号' })
  if (contains(password, owner.name, 2) || contains(password, owner.name && pinyinOf(owner.name))) {
    problems.push({ code: 'contains-name', message: '密码不能包含本人姓名或姓名拼音' })
  }
  return problems
}

/** Pieces shorter than `shortest` are not looked for: a user named `li` would hardly find a password. */
function contains(password: string, piece: string | undefined, shortest = 3): boolean {
  return piece !== undefined && Array.from(piece).length >= shortest && password.toLowerCase().includes(piece.toLowerCase())
}

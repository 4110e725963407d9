import type { Model } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { PasswordRules } from '../identity/password-shape.ts'
import type { Caller } from '../permissions/access.ts'

/** What a password of this person's has to be: longer for who governs others. */
export function passwordRulesOf(caller: Caller, model: Model): PasswordRules {
  const today = todayInShanghai()
  const rule = (key: string) => Number(model.rules.value(key, today))
  const governs = caller.access.grants.some(grant => grant.scope !== 'own')
  return {
    minimumLength: rule(governs ? 'password.administrator-minimum-length' : 'password.minimum-length'),
    minimumClasses: rule('password.minimum-classes'),
    refusedRunLength: rule('password.refused-run-length'),
  }
}

/** The same for the page where it is changed, which tells while one types; also before a first password is changed. */
export const passwordRules: Operation = {
  method: 'GET',
  path: '/api/v1/session/password-rules',
  id: 'session.passwordRules',
  summary: '我的新密码须符合的要求',
  tag: '会话',
  access: 'signed-in',
  reply: {
    type: 'object',
    required: ['minimumLength', 'minimumClasses', 'refusedRunLength'],
    properties: {
      minimumLength: { type: 'integer' },
      minimumClasses: { type: 'integer', description: '大写字母、小写字母、数字、符号中至少几类' },
      refusedRunLength: { type: 'integer', description: '连续或重复的字符达到几位即不可用' },
    },
  },
  read: async ({ caller, engine }) => ({ body: passwordRulesOf(caller, engine.model) }),
}

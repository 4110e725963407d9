import { type PasswordRules, shapeProblems } from '../../../core/identity/password-shape.ts'
import { PasswordField } from './password-field.tsx'

type NewPasswordProps = {
  rules: PasswordRules
  next: string
  again: string
  onNext: (next: string) => void
  onAgain: (again: string) => void
}

/** The new password twice, with what it has to be, told while it is typed. */
export function NewPassword({ rules, next, again, onNext, onAgain }: NewPasswordProps) {
  return (
    <>
      <PasswordField
        label="新密码"
        autoComplete="new-password"
        maxLength={128}
        required
        value={next}
        onChange={event => onNext(event.target.value)}
      />
      <ul className="entrance-rules" aria-live="polite">
        {demandsOn(rules, next, again).map(({ says, met }) => (
          <li key={says} data-met={met}>
            {says}
            <span className="unseen">{met ? '，已符合' : '，还不符合'}</span>
          </li>
        ))}
      </ul>
      <PasswordField
        label="再次输入新密码"
        autoComplete="new-password"
        maxLength={128}
        required
        value={again}
        onChange={event => onAgain(event.target.value)}
      />
      <p className="entrance-help">不能包含用户名、手机号和姓名（含拼音），不能与最近用过的密码相同。</p>
    </>
  )
}

/** Whether all that can be told here is as it has to be; the server looks at the rest. */
export function isNewPasswordReady(rules: PasswordRules, next: string, again: string): boolean {
  return demandsOn(rules, next, again).every(demand => demand.met)
}

function demandsOn(rules: PasswordRules, next: string, again: string): { says: string; met: boolean }[] {
  const wrong = new Set(shapeProblems(next, rules).map(problem => problem.code))
  return [
    { says: `至少 ${rules.minimumLength} 位`, met: !wrong.has('too-short') && !wrong.has('too-long') },
    { says: `含大写字母、小写字母、数字、符号中的 ${rules.minimumClasses} 类`, met: !wrong.has('too-few-classes') },
    { says: `没有 ${rules.refusedRunLength} 位以上连续或重复的字符（如 1234、aaaa、qwer）`, met: next !== '' && !wrong.has('simple-run') },
    { says: '两次输入一致', met: next !== '' && next === again },
  ]
}

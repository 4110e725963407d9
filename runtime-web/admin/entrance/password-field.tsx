import { type KeyboardEvent, useState } from 'react'
import { EntranceField, type EntranceFieldProps } from './entrance-field.tsx'

/** A password: shown when asked for, and with a word when capitals are locked. */
export function PasswordField(field: Omit<EntranceFieldProps, 'type' | 'beside'>) {
  const [shown, show] = useState(false)
  const [capitals, lock] = useState(false)
  const look = (event: KeyboardEvent) => lock(event.getModifierState('CapsLock'))
  return (
    <EntranceField
      spellCheck={false}
      autoCapitalize="off"
      {...field}
      type={shown ? 'text' : 'password'}
      help={capitals ? '大写锁定已打开' : field.help}
      onKeyDown={look}
      onKeyUp={look}
      onBlur={() => lock(false)}
      beside={
        <button type="button" className="entrance-beside" aria-pressed={shown} onClick={() => show(!shown)}>
          {shown ? '隐藏' : '显示'}
        </button>
      }
    />
  )
}

import { focusManager } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Milliseconds without a key, a click or a movement until nobody is taken to be there. */
const patience = 5 * 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'visibilitychange'] as const

/**
 * The desk asks the server for what is new every minute. It stops where nobody is there: else no session would ever grow idle, and end
 * (rule session.idle-minutes), before a screen that someone left. Whoever comes back sees what is new, or the login page, at once.
 */
export function useIdleness(): void {
  useEffect(() => {
    let timer: number | undefined
    const leave = () => focusManager.setFocused(false)
    const stay = () => {
      clearTimeout(timer)
      timer = window.setTimeout(leave, patience)
      if (!focusManager.isFocused()) focusManager.setFocused(undefined)
    }
    stay()
    for (const sign of signs) document.addEventListener(sign, stay, { passive: true, capture: true })
    return () => {
      clearTimeout(timer)
      focusManager.setFocused(undefined)
      for (const sign of signs) document.removeEventListener(sign, stay, { capture: true })
    }
  }, [])
}

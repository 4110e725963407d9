import { useSyncExternalStore } from 'react'

const roomy = matchMedia('(min-width: 900px)')

const onChange = (changed: () => void) => {
  roomy.addEventListener('change', changed)
  return () => roomy.removeEventListener('change', changed)
}

/** Whether the window has room for panels beside the canvas. */
export const useSideBySide = (): boolean => useSyncExternalStore(onChange, () => roomy.matches)

import { useSyncExternalStore } from 'react'

const phone = matchMedia('(max-width: 767px)')

const onChange = (changed: () => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** Whether the window is as narrow as a phone's, so that nothing can stand beside a column that stays. */
export const useNarrow = (): boolean => useSyncExternalStore(onChange, () => phone.matches)

/** How the desk looks to this person on this device: the Party's red or a neutral blue, by day, by night, or as the system has it. */
export type Appearance = { theme: 'red' | 'neutral'; light: 'day' | 'night' | 'system' }

const kept = 'dangjian.appearance'
const usual: Appearance = { theme: 'red', light: 'system' }
const night = matchMedia('(prefers-color-scheme: dark)')

/** What a person chose before; a value that is none of ours is as if nothing were chosen. */
export function readAppearance(): Appearance {
  try {
    const stored = JSON.parse(localStorage.getItem(kept) ?? '{}') as Partial<Appearance>
    return {
      theme: stored.theme === 'neutral' ? 'neutral' : usual.theme,
      light: stored.light === 'day' || stored.light === 'night' ? stored.light : usual.light,
    }
  } catch {
    return usual
  }
}

export function keepAppearance(appearance: Appearance): void {
  localStorage.setItem(kept, JSON.stringify(appearance))
  applyAppearance()
  window.dispatchEvent(new Event('appearance'))
}

export function isDark({ light } = readAppearance()): boolean {
  return light === 'night' || (light === 'system' && night.matches)
}

/** Puts it on the document, for what is styled by plain CSS. */
export function applyAppearance(): void {
  const { dataset } = document.documentElement
  dataset['theme'] = readAppearance().theme
  dataset['light'] = isDark() ? 'night' : 'day'
}

/** Calls back when the person or the system changes it. */
export function onAppearance(changed: () => void): () => void {
  const apply = () => {
    applyAppearance()
    changed()
  }
  window.addEventListener('appearance', apply)
  night.addEventListener('change', apply)
  return () => {
    window.removeEventListener('appearance', apply)
    night.removeEventListener('change', apply)
  }
}

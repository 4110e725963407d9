/** Whether this visitor wants things to move by themselves. */
const isStillWanted = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * Turns something again and again, every so many seconds, until it is stopped by its button. It waits while the visitor points at it, has the focus
 * in it, or looks at another page; for those who want no motion it does not begin.
 */
export function turning(place: HTMLElement, seconds: number, turn: () => void): { isRunning: () => boolean; toggle: () => void } {
  let running = !isStillWanted()
  let held = false
  const hold = (value: boolean) => () => {
    held = value
  }
  place.addEventListener('pointerenter', hold(true))
  place.addEventListener('pointerleave', hold(false))
  place.addEventListener('focusin', hold(true))
  place.addEventListener('focusout', hold(false))
  setInterval(() => {
    if (running && !held && !document.hidden) turn()
  }, seconds * 1000)
  return {
    isRunning: () => running,
    toggle: () => {
      running = !running
    },
  }
}

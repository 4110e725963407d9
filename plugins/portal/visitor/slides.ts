import { button, element } from './elements.ts'
import { turning } from './turning.ts'

/** A strip that can be pushed becomes slides: buttons, arrow keys, the place among all, and turning by itself with a button that stops it. */
export function enhanceSlides(place: HTMLElement): void {
  const track = place.querySelector<HTMLElement>('.dj-slides-track')
  const slides = [...(track?.children ?? [])] as HTMLElement[]
  if (!track || slides.length < 2) return
  let shown = 0
  const counter = element('span', { class: 'dj-slides-place' })
  const stop = button('', '', () => {
    turn.toggle()
    draw()
  })
  const turn = turning(place, Number(place.dataset['djInterval']) || 6, () => show(shown + 1))
  const controls = element('div', { class: 'dj-slides-controls', role: 'group', 'aria-label': '轮播控制' })
  controls.append(
    counter,
    button('‹', '上一张', () => show(shown - 1)),
    button('›', '下一张', () => show(shown + 1)),
    stop,
  )
  place.append(controls)
  if (!place.hasAttribute('role')) place.setAttribute('role', 'region')
  place.setAttribute('aria-roledescription', '轮播')
  place.addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    show(shown + (event.key === 'ArrowRight' ? 1 : -1))
  })
  // Pushed by a finger.
  track.addEventListener('scroll', () => {
    const at = Math.round(track.scrollLeft / track.clientWidth)
    if (at !== shown && Math.abs(track.scrollLeft - at * track.clientWidth) < 2) settle(at)
  })
  settle(0)

  function show(wanted: number): void {
    const at = (wanted + slides.length) % slides.length
    track!.scrollTo({ left: at * track!.clientWidth, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
    settle(at)
  }

  function settle(at: number): void {
    shown = at
    // Who goes by the keyboard meets the slide that is seen alone.
    for (const [index, slide] of slides.entries()) slide.inert = index !== at
    draw()
  }

  function draw(): void {
    counter.textContent = `${shown + 1} / ${slides.length}`
    const label = turn.isRunning() ? '停止轮播' : '开始轮播'
    stop.className = turn.isRunning() ? 'dj-stop' : 'dj-play'
    stop.setAttribute('aria-label', label)
    stop.title = label
  }
}

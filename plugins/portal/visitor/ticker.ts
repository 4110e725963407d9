import { button } from './elements.ts'
import { turning } from './turning.ts'

/** One line after the other; the list itself stays whole for those who hear it. */
export function enhanceTicker(place: HTMLElement): void {
  const list = place.querySelector<HTMLElement>('ul')
  const lines = [...(list?.children ?? [])] as HTMLElement[]
  if (!list || lines.length < 2) return
  let shown = 0
  const turn = turning(place, 4, () => show(shown + 1))
  const stop = button('', '', () => {
    turn.toggle()
    draw()
  })
  place.append(stop)
  // The line that has the focus is the one that is seen.
  list.addEventListener('focusin', event => show(lines.findIndex(line => line.contains(event.target as Node))))
  draw()

  function show(wanted: number): void {
    shown = (wanted + lines.length) % lines.length
    list!.scrollTo({ top: lines[shown]!.offsetTop - lines[0]!.offsetTop })
  }

  function draw(): void {
    const label = turn.isRunning() ? '停止滚动' : '开始滚动'
    stop.className = turn.isRunning() ? 'dj-stop' : 'dj-play'
    stop.setAttribute('aria-label', label)
    stop.title = label
  }
}

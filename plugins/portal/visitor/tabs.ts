import { element } from './elements.ts'

let made = 0

/** Parts one below the other become tabs, by the rules that screen readers and keyboards know. */
export function enhanceTabs(place: HTMLElement): void {
  const panels = [...place.querySelectorAll<HTMLElement>(':scope > .dj-tab')]
  if (panels.length === 0) return
  const group = ++made
  const bar = element('div', { class: 'dj-tabs-bar', role: 'tablist' })
  const tabs = panels.map((panel, index) => {
    const title = panel.querySelector('.dj-tab-title')?.textContent ?? ''
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `dj-tab-${group}-${index}`, 'aria-controls': `dj-panel-${group}-${index}` },
      title,
    )
    panel.id = `dj-panel-${group}-${index}`
    panel.setAttribute('role', 'tabpanel')
    panel.setAttribute('aria-labelledby', tab.id)
    tab.addEventListener('click', () => select(index))
    bar.append(tab)
    return tab
  })
  bar.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (tabs.indexOf(document.activeElement as HTMLButtonElement) + step + tabs.length) % tabs.length
    select(next)
    tabs[next]!.focus()
  })
  place.prepend(bar)
  select(0)
  place.dataset['djReady'] = ''

  function select(chosen: number): void {
    for (const [index, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(index === chosen))
      tab.tabIndex = index === chosen ? 0 : -1
      panels[index]!.toggleAttribute('data-dj-shown', index === chosen)
    }
  }
}

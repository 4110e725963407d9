import { element } from './elements.ts'

type Suggestion = { title: string; href: string }

let made = 0

/** Suggestions under a search field as it is typed into; the form itself works as any form. */
export function enhanceSearch(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="q"]')
  const address = form.dataset['djSearch']
  if (!field || !address) return
  const list = element('ul', { class: 'dj-suggestions', id: `dj-suggestions-${++made}`, role: 'listbox', 'aria-label': '搜索建议' })
  list.hidden = true
  form.append(list)
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-autocomplete', 'list')
  field.autocomplete = 'off'
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let chosen = -1
  draw([])
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void ask(field.value.trim()), 200)
  })
  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') draw([])
    if (list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
    }
    if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault()
      list.children[chosen]?.querySelector('a')?.click()
    }
  })
  form.addEventListener('focusout', event => {
    if (!form.contains(event.relatedTarget as Node | null)) draw([])
  })

  async function ask(text: string): Promise<void> {
    const turn = ++asked
    if (!text) return draw([])
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { accept: 'application/json' } })
      const found = answer.ok ? ((await answer.json()) as Suggestion[]) : []
      // What was typed meanwhile is what counts.
      if (turn === asked) draw(found)
    } catch {
      // Without the network there is nothing to suggest; the form is sent as any form, and the browser tells what is wrong.
      if (turn === asked) draw([])
    }
  }

  function draw(found: Suggestion[]): void {
    chosen = -1
    list.replaceChildren(
      ...found.map(({ title, href }, index) => {
        const line = element('li', { role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' })
        line.append(element('a', { href, tabindex: '-1' }, title))
        return line
      }),
    )
    list.hidden = found.length === 0
    field!.setAttribute('aria-expanded', String(!list.hidden))
    field!.removeAttribute('aria-activedescendant')
  }

  function choose(wanted: number): void {
    const lines = [...list.children]
    chosen = (wanted + lines.length) % lines.length
    for (const [index, line] of lines.entries()) line.setAttribute('aria-selected', String(index === chosen))
    field!.setAttribute('aria-activedescendant', lines[chosen]!.id)
    lines[chosen]!.scrollIntoView({ block: 'nearest' })
  }
}

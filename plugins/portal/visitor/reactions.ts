import { element } from './elements.ts'

export type Counts = { reads?: number; likes?: number; favourites?: number; comments?: number; liked?: boolean; favourited?: boolean }

/** Counts are asked for once the page stands, since the page itself is kept; likes and favourites are sent without leaving it. */
export function enhanceReactions(page: Document): void {
  const addresses = new Set([...page.querySelectorAll<HTMLElement>('[data-dj-counts]')].map(place => place.dataset['djCounts']!))
  for (const address of addresses) void countsAt(address).then(counts => counts && show(address, counts))
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-dj-reaction]'))
    form.addEventListener('submit', event => void send(event, form))
}

/** Undefined where the network or the site does not give them: the article is read without its counts, and nothing was asked of the reader. */
async function countsAt(address: string): Promise<Counts | undefined> {
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } })
    return answer.ok ? ((await answer.json()) as Counts) : undefined
  } catch {
    return undefined
  }
}

async function send(event: Event, form: HTMLFormElement): Promise<void> {
  event.preventDefault()
  const place = form.closest<HTMLElement>('[data-dj-counts]')
  const pressed = form.querySelector('button')
  if (pressed) pressed.disabled = true
  tell(form, undefined)
  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams() })
    if (answer.status === 401) return void signIn(form)
    const said = (await answer.json()) as Counts & { detail?: string }
    if (answer.ok) show(place?.dataset['djCounts'] ?? '', said)
    else tell(form, said.detail ?? '没有成功，请稍后再试')
  } catch {
    tell(form, '没有成功，请检查网络后再试')
  } finally {
    if (pressed) pressed.disabled = false
  }
}

/** One line for the forms that stand together, there only as long as something is wrong: nothing moves while the page is read. */
function tell(form: HTMLFormElement, sentence: string | undefined): void {
  const place = form.closest<HTMLElement>('[data-dj-counts]') ?? form
  place.querySelector('[role="alert"]')?.remove()
  if (sentence !== undefined) place.append(element('p', { class: 'dj-meta', role: 'alert' }, sentence))
}

/** To the page where people sign in, whose address stands at the form or around it. */
export function signIn(form: HTMLFormElement): void {
  const address = form.closest<HTMLElement>('[data-dj-sign-in]')?.dataset['djSignIn']
  if (address) location.assign(address)
}

function show(address: string, counts: Counts): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-dj-counts]')) {
    if (place.dataset['djCounts'] !== address) continue
    for (const one of place.querySelectorAll<HTMLElement>('[data-dj-count]')) {
      const count = counts[one.dataset['djCount'] as 'reads' | 'likes' | 'favourites' | 'comments']
      if (typeof count === 'number') one.textContent = String(count)
    }
    press(place, 'like', counts.liked)
    press(place, 'favourite', counts.favourited)
  }
}

function press(place: HTMLElement, reaction: string, is?: boolean): void {
  if (is === undefined) return
  place.querySelector(`form[data-dj-reaction="${reaction}"] button`)?.setAttribute('aria-pressed', String(is))
}

import { element } from './elements.ts'
import { signIn } from './reactions.ts'

/** A comment is sent without leaving the page, and what became of it is told where it was written. */
export function enhanceComments(form: HTMLFormElement): void {
  const told = element('p', { class: 'dj-meta', role: 'status' })
  form.append(told)
  form.addEventListener('submit', event => {
    event.preventDefault()
    void send(form, told)
  })
}

async function send(form: HTMLFormElement, told: HTMLElement): Promise<void> {
  const pressed = form.querySelector<HTMLButtonElement>('button[type="submit"]')
  if (pressed) pressed.disabled = true
  try {
    const texts = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(texts) })
    if (answer.status === 401) return signIn(form)
    const said = (await answer.json()) as { message?: string; detail?: string; state?: string }
    told.textContent = said.message ?? said.detail ?? (answer.ok ? '评论已提交' : '没有提交成功，请稍后再试')
    if (answer.ok) form.reset()
  } catch {
    told.textContent = '没有提交成功，请检查网络后再试'
  } finally {
    if (pressed) pressed.disabled = false
  }
}

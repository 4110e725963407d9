import type { Form } from '@formily/core'
import { idAt } from './field-frame.tsx'

/** Checks the form, or one of its parts; whether nothing is wrong there. */
export async function validateIn(form: Form, part?: string): Promise<boolean> {
  const pattern = part === undefined ? '*' : `layout.${part}.*`
  await form.validate(pattern).catch(() => undefined)
  return form.queryFeedbacks({ type: 'error', address: pattern }).length === 0
}

/** The part (tab, step) that holds the first mistake; undefined where nothing is wrong. */
export function partWithFirstMistake(form: Form, element: HTMLElement): number | undefined {
  const path = firstWrong(form)
  const part = path === undefined ? undefined : control(path)?.closest<HTMLElement>('[data-part]')
  return part && element.contains(part) ? Number(part.dataset['part']) : undefined
}

/** Leads to the first mistake, once its part is open. */
export function focusFirst(form: Form): void {
  setTimeout(() => {
    const path = firstWrong(form)
    const found = path === undefined ? null : control(path)
    found?.scrollIntoView({ block: 'center' })
    found?.focus({ preventScroll: true })
  })
}

const firstWrong = (form: Form): string | undefined => {
  const wrong = form.queryFeedbacks({ type: 'error' }).flatMap(({ path }) => (path ? [path] : []))
  const paths = new Set(wrong.map(String))
  // As they stand on the page, which need not be the order of their declaration.
  const first = [...document.querySelectorAll<HTMLElement>('[id^="notes-"]')].find(notes => paths.has(notes.id.slice('notes-'.length)))
  return first?.id.slice('notes-'.length)
}

const control = (path: string): HTMLElement | null => document.getElementById(idAt(path))

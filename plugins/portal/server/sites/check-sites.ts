import type { At, Checked } from '../../../../core/index.ts'
import { type ChosenTheme, problemsOfTheme } from '../look/themes.ts'
import { newPreviewKey } from './previews.ts'

/** Looks at sites before they are written: at their theme; and gives each what its previews are signed with. */
export async function checkSites(at: At, drafts: Checked[], changed: (at: At) => Promise<void>): Promise<void> {
  for (const { values, errors } of drafts) {
    for (const { pointer, detail } of problemsOfTheme((values['theme'] ?? {}) as ChosenTheme))
      errors.push({ pointer: `/theme${pointer}`, code: 'not-allowed', detail })
    values['previewKey'] ??= newPreviewKey()
  }
  if (drafts.length > 0) await changed(at)
}

import { pinyin } from 'pinyin-pro'
import { BoundedCache } from '../bounded-cache.ts'

/** `person` reads the first character as a surname (单 shan, 曾 zeng, 解 xie); `other` as a word (单位 danwei). */
export type NameKind = 'person' | 'other'

/**
 * What a name is found by: its characters, its pinyin without tones, its initials; ü as `v`, the way it is typed.
 *
 * ```ts
 * searchText('单雄信') // '单雄信 shanxiongxin sxx'
 * searchText('单位第一支部', 'other') // '单位第一支部 danweidiyizhibu dwdyzb'
 * ```
 */
export function searchText(name: string, kind: NameKind = 'person'): string {
  return worked.of(`${kind} ${name}`, () => workOut(name, kind))
}

/** A batch of people's records brings their accounts, of the same names. */
const worked = new BoundedCache<string>(4_000)

function workOut(name: string, kind: NameKind): string {
  const characters = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const syllables = readingsOf(characters, kind)
  return `${characters} ${syllables.join('')} ${syllables.map(initialOf).join('')}`
}

/** The pinyin of a person's name without tones, joined: `ouyangxiu`. */
export function pinyinOf(name: string): string {
  return readingsOf(name.normalize('NFKC').toLowerCase().replace(/\s+/g, ''), 'person').join('')
}

function readingsOf(characters: string, kind: NameKind): string[] {
  const surname = kind === 'person' ? 'head' : 'off'
  const syllables = pinyin(characters, { toneType: 'none', type: 'array', surname, v: true, nonZh: 'consecutive' })
  // The dot within names (买买提·艾力) and brackets are not typed.
  return syllables.map(syllable => syllable.replace(/[^\p{L}\p{N}]/gu, '')).filter(syllable => syllable !== '')
}

/** Numbers within a name stay whole: 第101支部 → d101zb. A rare character without a reading (𠮷) is one, though it takes two units. */
function initialOf(syllable: string): string {
  return /^\d+$/.test(syllable) ? syllable : String.fromCodePoint(syllable.codePointAt(0)!)
}

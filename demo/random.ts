/** Numbers that look random and are the same at every run, so that a demonstration can be talked about and tested. */
export type Random = {
  /** At least 0 and less than 1. */
  fraction(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** True in this share of cases. */
  chance(share: number): boolean
  one<T>(choices: readonly T[]): T
}

/** The generator mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for a few thousand people. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    between,
    chance: share => fraction() < share,
    one: choices => choices[between(0, choices.length - 1)]!,
  }
}

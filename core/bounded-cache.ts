/** Keeps the values that were asked for last, and no more than `most` of them. */
export class BoundedCache<V> {
  readonly #kept = new Map<string, V>()
  readonly #most: number
  readonly #dropped: (value: V) => void

  constructor(most: number, dropped: (value: V) => void = () => {}) {
    this.#most = most
    this.#dropped = dropped
  }

  get size(): number {
    return this.#kept.size
  }

  /** What is kept under that key; it stays where it is in the order in which values are dropped. */
  get(key: string): V | undefined {
    return this.#kept.get(key)
  }

  /** The value of that key, made when it is not kept or what is kept holds no more. */
  of(key: string, make: () => V, holds: (kept: V) => boolean = always): V {
    const kept = this.#kept.get(key)
    const known = kept !== undefined && holds(kept) ? kept : undefined
    // As long as there is plenty of room nothing is dropped soon, and need not be put behind the others.
    if (known !== undefined && this.#kept.size * 2 < this.#most) return known
    const value = known ?? make()
    if (this.#kept.delete(key) && kept !== undefined && kept !== value) this.#dropped(kept)
    this.#kept.set(key, value)
    if (this.#kept.size > this.#most) this.#dropOldest()
    return value
  }

  #dropOldest(): void {
    const [key, value] = this.#kept.entries().next().value!
    this.#kept.delete(key)
    this.#dropped(value)
  }
}

const always = () => true

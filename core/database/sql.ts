const keep = Symbol('what a piece of SQL gives')

/** A piece of SQL with its parameters; T is the row it gives, or for a condition boolean. Pieces hold one another, and last as long as wanted. */
export class Sql<T = unknown> {
  /** Only for the type: nothing is ever there. */
  declare readonly [keep]?: T
  /** The text around the parameters: one more than these. */
  readonly texts: readonly string[]
  readonly values: readonly unknown[]
  /** Whether PostgreSQL plans it once for each connection, never looking at its values. */
  readonly plannedOnce: boolean
  #text: string | undefined

  constructor(texts: readonly string[], values: readonly unknown[], plannedOnce = false) {
    this.texts = texts
    this.values = values
    this.plannedOnce = plannedOnce
  }

  /** With $1, $2 …; put together once for a piece that is kept. */
  get text(): string {
    this.#text ??= this.texts.reduce((before, next, at) => `${before}$${at}${next}`)
    return this.#text
  }

  /** The same words with another last value. */
  endingWith(value: unknown): Sql<T> {
    const other = new Sql<T>(this.texts, [...this.values.slice(0, -1), value], this.plannedOnce)
    other.#text = this.text
    return other
  }
}

/** SQL as it is written: pieces of SQL become part of it, and any other value a parameter. */
export function sql<T = unknown>(texts: readonly string[], ...parts: unknown[]): Sql<T> {
  return piece(texts, parts)
}

/** Text from the declaration or the program, never from a request. */
sql.raw = <T = unknown>(text: string): Sql<T> => new Sql<T>([text], [])

/** A name, quoted: `t.name` is "t"."name". */
sql.ref = <T = unknown>(name: string): Sql<T> =>
  sql.raw<T>(
    name
      .split('.')
      .map(part => `"${part.replaceAll('"', '""')}"`)
      .join('.'),
  )

/** Pieces or values one after another, with commas between them unless something else is. */
sql.join = <T = unknown>(parts: readonly unknown[], between: Sql = comma): Sql<T> => {
  const [separator] = between.texts
  return piece(['', ...Array.from(parts.slice(1), () => separator!), ''], parts)
}

/** A whole number of the program's own as a part of the text, which PostgreSQL knows when it plans. @throws TypeError for anything else */
sql.number = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new TypeError('only whole numbers are written into SQL')
  return sql.raw(String(value))
}

/**
 * The same query, whose words alone say which way is short: PostgreSQL would otherwise plan it anew each time that its values promise a
 * little, which takes longer than to find a few rows.
 */
sql.plannedOnce = <T>({ texts, values }: Sql<T>): Sql<T> => new Sql<T>(texts, values, true)

const comma = sql.raw(', ')

function piece<T>(around: readonly string[], parts: readonly unknown[]): Sql<T> {
  const texts: string[] = []
  const values: unknown[] = []
  let text = around[0]!
  parts.forEach((part, at) => {
    if (part instanceof Sql) {
      for (let inner = 0; inner < part.values.length; inner++) {
        texts.push(text + part.texts[inner]!)
        values.push(part.values[inner])
        text = ''
      }
      text += part.texts.at(-1)!
    } else {
      texts.push(text)
      values.push(part)
      text = ''
    }
    text += around[at + 1] ?? ''
  })
  texts.push(text)
  return new Sql<T>(texts, values)
}

/** The text with $1, $2 … and its values, as `pg` takes them. */
export function compileSql(query: Sql): { text: string; values: unknown[] } {
  return { text: query.text, values: [...query.values] }
}

/** Conditions joined by AND; none is true. */
export function all(conditions: Sql<boolean>[]): Sql<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, and)})`
}

/** The condition that every row meets. */
export const everyRow: Sql<boolean> = sql<boolean>`true`

/** Conditions joined by OR; none is false, so that a forgotten grant opens nothing. */
export function any(conditions: Sql<boolean>[]): Sql<boolean> {
  if (conditions.includes(everyRow)) return everyRow
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, or)})`
}

const and = sql.raw(' and ')
const or = sql.raw(' or ')

import pg from 'pg'

export type Statement = { name?: string; text: string; values: unknown[] }
export type Row = Record<string, unknown>

/** A connection as `pg` lets queries of one's own write to it, with what it knows of the statements that PostgreSQL has planned there. */
type Connection = {
  stream: { cork(): void; uncork(): void }
  parse(statement: { name?: string; text: string }): void
  bind(statement: { statement?: string; values: unknown[] }): void
  describe(what: { type: 'P' }): void
  execute(): void
  sync(): void
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
}

/**
 * The columns that a statement gives: a planned one always the same ones, or PostgreSQL refuses it. Rows begin as copies of an empty one:
 * put together name by name, an object of so many is a table of hashes to V8, twice as slow to read and to write as JSON.
 */
type Columns = { names: string[]; read: ((text: string) => unknown)[]; empty: Row }

const noColumns: Columns = { names: [], read: [], empty: {} }
const columnsOn = new WeakMap<Connection, Map<string, Columns>>()

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }).utils

type Told = (error: Error | null, rows?: Row[][]) => void

/**
 * Several statements in one message and one answer. Outside a transaction they are one of their own: what the first sets locally holds for
 * the others and ends with them, and when one fails none has happened. Nothing is asked twice of a connection: neither the plan of a named
 * statement nor what its columns are called.
 */
export class Exchange extends pg.Query {
  // Which statement is being answered, as the client looks it up to note what has been planned.
  name: string | undefined
  text: string | undefined
  callback: Told
  query_timeout: number | undefined
  readonly #statements: Statement[]
  readonly #rows: Row[][] = []
  #columns = noColumns
  #known: Map<string, Columns> | undefined
  readonly #took: number[] = []
  #since = performance.now()
  #unreadable: Error | undefined

  /** The values as PostgreSQL takes them: what cannot be said throws here, before anything is sent. */
  constructor(statements: Statement[], limitMs: number | undefined, told: Told) {
    super('')
    this.#statements = statements.map(one => ({ ...one, values: one.values.map(value => prepareValue(value)) }))
    this.query_timeout = limitMs
    this.callback = told
  }

  /** Milliseconds that each statement has taken; of those not answered, the first has taken all the time since. */
  times(): number[] {
    return this.#took.length < this.#statements.length ? [...this.#took, performance.now() - this.#since] : this.#took
  }

  override submit = (client: pg.Connection): void => {
    const connection = client as unknown as Connection
    this.#known = columnsOn.get(connection) ?? new Map()
    columnsOn.set(connection, this.#known)
    this.#since = performance.now()
    connection.stream.cork()
    for (const statement of this.#statements) this.#send(connection, statement)
    connection.sync()
    connection.stream.uncork()
    this.#answer(0)
  }

  #send(connection: Connection, { name, text, values }: Statement): void {
    const { parsedStatements, submittedNamedStatements } = connection
    if (name === undefined || !(name in parsedStatements || name in submittedNamedStatements)) {
      connection.parse({ name, text })
      if (name !== undefined) submittedNamedStatements[name] = text
    }
    connection.bind({ statement: name, values })
    if (name === undefined || !this.#known!.has(name)) connection.describe({ type: 'P' })
    connection.execute()
  }

  /** From here on it is this statement's answer that comes. */
  #answer(at: number): void {
    const statement = this.#statements[at]
    this.name = statement?.name
    this.text = statement?.text
    this.#columns = (this.name !== undefined && this.#known!.get(this.name)) || noColumns
    if (statement) this.#rows.push([])
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const names = fields.map(field => field.name)
    const read = fields.map(field => pg.types.getTypeParser(field.dataTypeID, 'text'))
    this.#columns = { names, read, empty: { ...Object.fromEntries(names.map(name => [name, null])) } }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, read, empty } = this.#columns
    const row = { ...empty }
    try {
      for (let at = 0; at < names.length; at++) {
        const text = fields[at]!
        if (text !== null) row[names[at]!] = read[at]!(text)
      }
    } catch (error) {
      this.#unreadable ??= error as Error
    }
    this.#rows.at(-1)!.push(row)
  }

  handleCommandComplete(): void {
    if (this.name !== undefined) this.#known!.set(this.name, this.#columns)
    const now = performance.now()
    this.#took.push(now - this.#since)
    this.#since = now
    this.#answer(this.#rows.length)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete()
  }

  handleReadyForQuery(): void {
    if (this.#unreadable) this.callback(this.#unreadable)
    else this.callback(null, this.#rows)
  }

  /** What stands behind the statement that failed is not looked at any more: its plans have not been made. */
  handleError(error: Error, client: pg.Connection): void {
    const { parsedStatements, submittedNamedStatements } = client as unknown as Connection
    for (const { name } of this.#statements.slice(this.#rows.length))
      if (name !== undefined && !(name in parsedStatements)) delete submittedNamedStatements[name]
    this.callback(error)
  }
}

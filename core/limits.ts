/** How much one request, one statement or one caller may take of the server. */
export type Limits = {
  /** Bytes of a request's body that is no upload. */
  bodyBytes: number
  /** Bytes of any upload; fields and imports may take less. */
  uploadBytes: number
  /** Milliseconds within which a request must have arrived whole, and its head alone. */
  arrivalMs: number
  headMs: number
  /** Milliseconds that the database works at one statement of a request, and of a job. */
  statementMs: number
  jobStatementMs: number
  /** From this many milliseconds on a statement is told in the log. */
  slowQueryMs: number
  /** Requests a minute of one person signed in, and of one address not signed in, at each server process; 0 does not count. */
  perUser: number
  perAddress: number
  /** The same of one address at the sites, where a page brings its pictures along and a whole office may have one address. */
  perVisitingAddress: number
}

export const usualLimits: Limits = {
  bodyBytes: 5 * 1_048_576,
  uploadBytes: 200 * 1_048_576,
  arrivalMs: 120_000,
  headMs: 15_000,
  statementMs: 30_000,
  jobStatementMs: 600_000,
  slowQueryMs: 500,
  perUser: 3_000,
  perAddress: 1_200,
  perVisitingAddress: 6_000,
}

import type { Readable } from 'node:stream'
import type { TenantId } from '../database/database.ts'
import type { Prepared } from './prepared.ts'

/** Someone who has signed in at the visitors' origin. */
export type Visitor = { userId: string; name: string; organizationId: string }

/** What a visitor asks of a site. */
export type Visit = {
  tenantId: TenantId
  tenantCode: string
  /** The second part of the address. */
  site: string
  method: 'GET' | 'HEAD' | 'POST'
  /** Where the site begins: `/demo/party/`. */
  base: string
  /** The whole address as it was asked for, without its query. */
  path: string
  parameters: Record<string, string>
  /** Of a name that comes several times the first. */
  query: Record<string, string>
  /** Without cookies and tokens. */
  headers: Record<string, string | undefined>
  ip: string
  requestId: string
  userAgent?: string
  /** A form's texts, or what the JSON says. */
  body: Record<string, unknown>
  /** `https://sites.example.cn`: what SITES_URL says, else from the request. A page that holds it may be kept for the same origin alone. */
  origin: string
  /** Whether a script asks, and not someone who goes there. */
  wantsJson: boolean
  /** Who visits, as far as he is signed in here. A page that is kept for all must not ask. */
  visitor(): Promise<Visitor | undefined>
}

/** What comes back. `prepared` is sent with its ETag and compressed; a `body` as it is; a problem as the page made for it, or as JSON. */
export type Answer =
  | { prepared: Prepared; status?: number; headers?: Record<string, string> }
  | { body: string | Buffer | Readable; type: string; status?: number; headers?: Record<string, string> }
  | { json: unknown; status?: number; headers?: Record<string, string> }
  | { redirect: string; status?: 301 | 302 | 303 | 307 | 308 }
  | { problem: ProblemStatus; sentence?: string }

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503

export type Visiting = (visit: Visit) => Promise<Answer> | Answer

/** Something that a plugin serves at the visitors' origin; `path` is below `/:tenant/:site/`. */
export type VisitorRoute = {
  plugin: string
  method: 'GET' | 'POST'
  path: string
  /** Requests a minute from one address, where flooding would do harm. */
  perMinute?: number
  visiting: Visiting
}

import type { FastifyRequest } from 'fastify'
import type { TenantTransaction } from '../database/database.ts'
import type { Entity, EntityKey, Json } from '../declarations/model.ts'
import type { Caller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'
import type { QueryTree } from '../records/query-string.ts'

/** What a request brings, once it is known who asks. */
export type Asked = {
  caller: Caller
  /** The engine as the caller's tenant has it, its own fields among those of the entities. */
  engine: Engine
  parameters: Record<string, string>
  query: QueryTree
  body: unknown
  headers: Record<string, string | undefined>
  /** For uploads and streams alone. */
  raw: FastifyRequest
}

export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown }

/** One thing that can be asked over HTTP. Routes and the OpenAPI document are both made from the list of these. */
export type Operation = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** `/api/v1/core/users/{id}`; what stands in braces is in `parameters`. */
  path: string
  /** JSON Schema of what stands in braces in the path, where it is neither an id nor any text. */
  inPath?: Record<string, Json>
  /** Whose record `{id}` names, where the path does not begin as that entity's does. */
  idOf?: EntityKey
  id: string
  summary: string
  tag: string
  /** public: before anyone is signed in. signed-in: also while a first password still has to be changed. */
  access: 'public' | 'signed-in' | 'full'
  /** Done by whoever is really signed in, also while he looks at the desk as another person. */
  asOneself?: true
  /** Requests a minute from one address, where guessing or flooding would do harm. */
  perMinute?: number
  /** The entity whose plugin and menus must be switched on, and what is done with it. */
  gate?: { entity: Entity; action: string }
  query?: Json[]
  /** JSON Schema of the body; checked before anything runs unless the records engine checks it itself. */
  body?: Json
  bodyCheckedByEngine?: boolean
  multipart?: boolean
  /** The body's text stays readable as it came, for who checks a signature over it. */
  keepsBody?: boolean
  /** JSON Schema of the reply's body; undefined for 204, or the content type of a stream. */
  reply?: Json | { contentType: string }
  status?: number
} & ({ read(asked: Asked): Promise<Reply> } | { write(asked: Asked, transaction: TenantTransaction): Promise<Reply> })

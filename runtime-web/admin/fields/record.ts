/** A record as the server tells it. */
export type Told = { id: string; version: number; [field: string]: unknown }

/** What a relation is told as. */
export type Related = { id: string; label: string | null }

export const isRelated = (value: unknown): value is Related => typeof value === 'object' && value !== null && 'id' in value

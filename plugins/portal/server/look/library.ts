import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Component } from '../content/component.ts'
import { places } from './places.ts'

/** A piece that editors drag into their pages, with a text to begin with. */
export type Piece = { name: string; title: string; category: string; icon: string; order: number; component: Component }

let read: readonly Piece[] | undefined

/** All pieces in their order, read once. */
export const library = (): readonly Piece[] =>
  (read ??= readdirSync(places.library)
    .map(file => ({ name: file.slice(0, -5), ...(JSON.parse(readFileSync(join(places.library, file), 'utf8')) as Omit<Piece, 'name'>) }))
    .sort((one, other) => one.order - other.order))

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import { DeclarationError, type Mistake } from '../../core/declarations/declaration-error.ts'
import { loadModel } from '../../core/declarations/load-model.ts'
import type { Json, Model } from '../../core/declarations/model.ts'

/** Paths below the plugins' folder -> content; text is written as it is. */
export type Files = Record<string, unknown>

/** A plugin without a mistake, to put one into. */
export function library(change: (files: LibraryFiles) => void = () => {}): Files {
  const files: LibraryFiles = {
    plugin: { name: 'library', title: '图书室', version: '0.1.0', needs: ['shelves'] },
    book: {
      title: '图书',
      type: 'object',
      required: ['name', 'organizationId'],
      'x-key': ['isbn'],
      properties: {
        name: { title: '书名', type: 'string' },
        isbn: { title: '书号', type: 'string' },
        organizationId: { title: '党组织', 'x-relation': 'core/organization' },
        shelfId: { title: '书架', 'x-relation': 'shelves/shelf' },
        price: { title: '价格', type: 'number' },
        pages: { title: '页数', type: 'integer' },
        boughtOn: { title: '购入日期', type: 'string', format: 'date' },
        yearsHeld: { title: '馆藏年数', type: 'integer', 'x-computed': 'years(boughtOn, today)' },
        loans: {
          title: '借阅',
          type: 'array',
          items: {
            type: 'object',
            properties: { lentOn: { title: '借出日期', type: 'string', format: 'date' }, days: { title: '天数', type: 'integer' } },
          },
        },
      },
    },
    menus: { desktop: [{ key: 'books', title: '图书', group: '图书室', entity: 'book' }] },
    roles: { 'tenant-admin': { book: { actions: ['*'], scope: 'tenant' } } },
    more: {},
  }
  change(files)
  return {
    'library/plugin.json': files.plugin,
    'library/entities/book.json': files.book,
    'library/menus.json': files.menus,
    'library/roles.json': files.roles,
    'shelves/plugin.json': { name: 'shelves', title: '书架', version: '0.1.0' },
    'shelves/entities/shelf.json': {
      title: '书架',
      type: 'object',
      'x-plural': 'shelves',
      properties: { name: { title: '名称', type: 'string' } },
    },
    ...files.more,
  }
}

export type LibraryFiles = {
  plugin: Json
  book: Json & { properties: Record<string, Json> }
  menus: Json
  roles: Json
  more: Files
}

/** Writes the folders and reads them as a start would; what was wrong with them, or the model. */
export function load(t: Test, files: Files): { mistakes: Mistake[]; told: string; model?: Model } {
  const folder = mkdtempSync(join(tmpdir(), 'declarations-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  try {
    return { mistakes: [], told: '', model: loadModel([folder]) }
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error
    return {
      mistakes: error.mistakes.map(one => ({ ...one, file: one.file.slice(one.file.lastIndexOf('declarations-') + 20) })),
      told: error.message,
    }
  }
}

export type MistakeCase = {
  what: string
  wrong(files: LibraryFiles): void
  /** Where it is told: file below the plugins' folder, and JSON pointer. */
  at: [file: string, pointer: string]
  message: RegExp
  remedy: RegExp
}

import type { Json } from '../../core/declarations/model.ts'
import type { Files } from '../declarations/plugin-folder.ts'

export type Book = Json & { properties: Record<string, Json> }

/** A reading room as its author may change it from one version to the next. */
export type ReadingRoom = {
  plugin: Json
  entities: Record<string, Book>
  kinds: Json & { items: { code: string; title: string }[] }
  roles: Json
  menus: Json
  /** File name -> steps, or SQL. */
  migrations: Record<string, Json[] | string>
}

export const lost = { confirm: 'the data is lost' }

/** The plugin at a version: the first one, with what has changed since. */
export function readingRoom(version = '1.0.0', change: (room: ReadingRoom) => unknown = () => {}): Files {
  const room: ReadingRoom = {
    plugin: { name: 'reading-room', title: '阅览室', version },
    entities: {
      book: {
        title: '图书',
        type: 'object',
        required: ['name', 'organizationId'],
        'x-key': ['isbn'],
        'x-delete': 'soft',
        properties: {
          name: { title: '书名', type: 'string', 'x-search': 'pinyin' },
          isbn: { title: '书号', type: 'string' },
          organizationId: { title: '党组织', 'x-relation': 'core/organization' },
          shelfId: { title: '书架', 'x-relation': 'shelf' },
          kind: { title: '类别', 'x-dictionary': 'book-kind' },
          state: {
            title: '状态',
            type: 'string',
            oneOf: [
              { const: 'new', title: '新' },
              { const: 'worn', title: '旧' },
            ],
          },
          pages: { title: '页数', type: 'integer' },
          shelfMark: { title: '索书号', type: 'string' },
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
      shelf: { title: '书架', type: 'object', 'x-plural': 'shelves', properties: { name: { title: '名称', type: 'string' } } },
    },
    kinds: { title: '图书类别', source: '馆内规定', items: ['theory', 'history', 'novel'].map(code => ({ code, title: code })) },
    roles: { 'tenant-admin': { book: { actions: ['*'], scope: 'tenant' }, shelf: { actions: ['*'], scope: 'tenant' } } },
    menus: { desktop: [{ key: 'books', title: '图书', group: '阅览室', entity: 'book' }] },
    migrations: {},
  }
  change(room)
  return {
    'reading-room/plugin.json': room.plugin,
    'reading-room/dictionaries/book-kind.json': room.kinds,
    'reading-room/roles.json': room.roles,
    'reading-room/menus.json': room.menus,
    ...Object.fromEntries(Object.entries(room.entities).map(([name, entity]) => [`reading-room/entities/${name}.json`, entity])),
    ...Object.fromEntries(
      Object.entries(room.migrations).map(([name, steps]) => [
        `reading-room/migrations/${name}`,
        typeof steps === 'string' ? steps : { steps },
      ]),
    ),
  }
}

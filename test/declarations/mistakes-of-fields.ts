import type { MistakeCase } from './plugin-folder.ts'

const book = 'library/entities/book.json'

/** Mistakes in the fields of an entity. */
export const fieldMistakes: MistakeCase[] = [
  {
    what: 'an unknown keyword of a field',
    wrong: ({ book }) => Object.assign(book.properties['name']!, { maxlength: 5 }),
    at: [book, '/properties/name/maxlength'],
    message: /maxlength is not a known keyword/,
    remedy: /spelling.*schemas\/entity\.schema\.json/,
  },
  {
    what: 'a keyword of the wrong type',
    wrong: ({ book }) => Object.assign(book, { 'x-key': 'isbn' }),
    at: [book, '/x-key'],
    message: /must be array/,
    remedy: /type array/,
  },
  {
    what: 'a missing title',
    wrong: ({ book }) => delete book.properties['name']!['title'],
    at: [book, '/properties/name'],
    message: /title is missing/,
    remedy: /add "title"/,
  },
  {
    what: 'a type that does not exist',
    wrong: ({ book }) => Object.assign(book.properties['name']!, { type: 'text' }),
    at: [book, '/properties/name/type'],
    message: /allowed values/,
    remedy: /string, integer, number/,
  },
  {
    what: 'a field called as one that every record has',
    wrong: ({ book }) => Object.assign(book.properties, { version: { title: '版次', type: 'integer' } }),
    at: [book, '/properties/version'],
    message: /version cannot be a name here/,
    remedy: /another name/,
  },
  {
    what: 'a field whose name is no name',
    wrong: ({ book }) => Object.assign(book.properties, { Page_count: { title: '页', type: 'integer' } }),
    at: [book, '/properties/Page_count'],
    message: /Page_count cannot be a name here/,
    remedy: /matches \^\[a-z\]/,
  },
  {
    what: 'a relation whose name in replies is taken',
    wrong: ({ book }) => Object.assign(book.properties, { shelf: { title: '架号', type: 'string' } }),
    at: [book, '/properties/shelfId'],
    message: /shelfId is called shelf/,
    remedy: /another name/,
  },
  {
    what: 'a relation to an entity that nobody declares',
    wrong: ({ book }) => Object.assign(book.properties['shelfId']!, { 'x-relation': 'shelves/shelve' }),
    at: [book, '/properties/shelfId/x-relation'],
    message: /no plugin declares the entity shelves\/shelve/,
    remedy: /shelves\/shelf/,
  },
  {
    what: 'a relation to an entity of a plugin that is not needed',
    wrong: ({ plugin }) => delete plugin['needs'],
    at: [book, '/properties/shelfId/x-relation'],
    message: /shelves\/shelf belongs to the plugin shelves/,
    remedy: /add "shelves" to "needs"/,
  },
  {
    what: 'a dictionary that does not exist',
    wrong: ({ book }) => Object.assign(book.properties, { kind: { title: '类别', type: 'string', 'x-dictionary': 'book-kind' } }),
    at: [book, '/properties/kind/x-dictionary'],
    message: /no dictionary book-kind/,
    remedy: /add dictionaries\/book-kind\.json/,
  },
  {
    what: 'a default that is no choice',
    wrong: ({ book }) =>
      Object.assign(book.properties, { state: { title: '状态', type: 'string', oneOf: [{ const: 'in', title: '在架' }], default: 'out' } }),
    at: [book, '/properties/state/default'],
    message: /out is not one of the choices/,
    remedy: /use one of in/,
  },
]

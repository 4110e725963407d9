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
    what: 'a text with a look that something else is to fill in',
    wrong: ({ book }) =>
      Object.assign(book.properties, { review: { title: '书评', type: 'string', format: 'html', 'x-computed': 'name' } }),
    at: [book, '/properties/review/x-computed'],
    message: /no meaning for a text with a look/,
    remedy: /format html/,
  },
  {
    what: 'a text with a look that records are told apart by',
    wrong: ({ book }) => {
      Object.assign(book.properties, { review: { title: '书评', type: 'string', format: 'html' } })
      book['x-key'] = ['isbn', 'review']
    },
    at: [book, '/x-key'],
    message: /review has no column of its own to compare by/,
    remedy: /name, isbn/,
  },
  {
    what: 'a text with a look that is longer than any that is read',
    wrong: ({ book }) =>
      Object.assign(book.properties, { review: { title: '书评', type: 'string', format: 'html', maxLength: 2_000_000 } }),
    at: [book, '/properties/review/maxLength'],
    message: /no text of more than 1000000 characters/,
    remedy: /1000000 at most/,
  },
  {
    what: 'a text with a look that is searched as a name',
    wrong: ({ book }) =>
      Object.assign(book.properties, { review: { title: '书评', type: 'string', format: 'html', 'x-search': 'pinyin' } }),
    at: [book, '/properties/review/x-search'],
    message: /review is a text with a look/,
    remedy: /use "words"/,
  },
  {
    what: 'words of what is no text',
    wrong: ({ book }) => Object.assign(book.properties['price']!, { 'x-search': 'words' }),
    at: [book, '/properties/price/x-search'],
    message: /price is no text/,
    remedy: /leave x-search out/,
  },
  {
    what: 'files of a text that has no look',
    wrong: ({ book }) =>
      Object.assign(book.properties, {
        pictures: { title: '图片', type: 'array', items: { 'x-file': {} }, readOnly: true, 'x-pictures-of': 'name' },
      }),
    at: [book, '/properties/pictures/x-pictures-of'],
    message: /name is no field of the format html/,
    remedy: /html fields are not there yet/,
  },
  {
    what: 'files of a text that people would fill in',
    wrong: ({ book }) =>
      Object.assign(book.properties, {
        review: { title: '书评', type: 'string', format: 'html' },
        pictures: { title: '图片', type: 'array', items: { 'x-file': {} }, 'x-pictures-of': 'review' },
      }),
    at: [book, '/properties/pictures/x-pictures-of'],
    message: /not a readOnly list of files/,
    remedy: /"readOnly": true/,
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
    what: 'a relation only to records with a field that they do not have',
    wrong: ({ book }) => Object.assign(book.properties['shelfId']!, { 'x-only': { check: "colour == 'red'", message: '须是红色的书架' } }),
    at: [book, '/properties/shelfId/x-only/check'],
    message: /colour is not a field/,
    remedy: /fields are/,
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
  {
    what: 'a secret that is no text',
    wrong: ({ book }) => Object.assign(book.properties['price']!, { 'x-secret': true }),
    at: [book, '/properties/price/x-secret'],
    message: /price is no text/,
    remedy: /only texts are encrypted/,
  },
  {
    what: 'a secret with its pinyin beside it',
    wrong: ({ book }) => Object.assign(book.properties['isbn']!, { 'x-secret': true, 'x-search': 'pinyin' }),
    at: [book, '/properties/isbn/x-search'],
    message: /pinyin of a secret/,
    remedy: /exact/,
  },
  {
    what: 'a secret that stands for its record',
    wrong: ({ book }) => {
      Object.assign(book, { 'x-label': 'isbn' })
      Object.assign(book.properties['isbn']!, { 'x-secret': true })
    },
    at: [book, '/x-label'],
    message: /isbn is a secret/,
    remedy: /another field/,
  },
  {
    what: 'a secret that lists are ordered by',
    wrong: ({ book }) => {
      Object.assign(book, { 'x-sort': '-isbn' })
      Object.assign(book.properties['isbn']!, { 'x-secret': true })
    },
    at: [book, '/x-sort'],
    message: /isbn is a secret/,
    remedy: /leave isbn out/,
  },
  {
    what: 'a secret in an index',
    wrong: ({ book }) => {
      Object.assign(book, { 'x-index': [['isbn']] })
      Object.assign(book.properties['isbn']!, { 'x-secret': true })
    },
    at: [book, '/x-index'],
    message: /isbn is a secret/,
    remedy: /leave isbn out/,
  },
  {
    what: 'a secret that is computed from what is none',
    wrong: ({ book }) =>
      Object.assign(book.properties, { code: { title: '编码', type: 'string', 'x-secret': true, 'x-computed': "name + 'x'" } }),
    at: [book, '/properties/code/x-computed'],
    message: /follows from fields that are no secret/,
    remedy: /leave x-secret or x-computed out/,
  },
  {
    what: 'a field called as the hash of a secret',
    wrong: ({ book }) => {
      Object.assign(book.properties['isbn']!, { 'x-secret': true })
      Object.assign(book.properties, { isbnIndex: { title: '书号索引', type: 'string' } })
    },
    at: [book, '/properties/isbnIndex'],
    message: /hash of the secret isbn/,
    remedy: /another name/,
  },
  {
    what: 'a secret in a sub-table',
    wrong: ({ book }) => {
      const { items } = book.properties['loans'] as { items: { properties: Record<string, object> } }
      Object.assign(items.properties, { account: { title: '账号', type: 'string', 'x-secret': true } })
    },
    at: [book, '/properties/loans/items/properties/account/x-secret'],
    message: /x-secret has no meaning in a sub-table/,
    remedy: /leave it out/,
  },
  {
    what: 'a record that forgets what it must name, when that is deleted for good',
    wrong: ({ book }) => {
      Object.assign(book.properties, { memberId: { title: '借书人', 'x-relation': 'core/user', 'x-when-erased': 'forgets' } })
      ;(book['required'] as string[]).push('memberId')
    },
    at: [book, '/properties/memberId/x-when-erased'],
    message: /required cannot be forgotten/,
    remedy: /write "goes"/,
  },
  {
    what: 'a record with files that would go along with another',
    wrong: ({ book }) =>
      Object.assign(book.properties, {
        memberId: { title: '借书人', 'x-relation': 'core/user', 'x-when-erased': 'goes' },
        scan: { title: '扫描件', 'x-file': { types: ['image/*'] } },
      }),
    at: [book, '/properties/memberId/x-when-erased'],
    message: /holds files/,
    remedy: /"forgets"/,
  },
  {
    what: 'a text that would go along with something',
    wrong: ({ book }) => Object.assign(book.properties['name']!, { 'x-when-erased': 'goes' }),
    at: [book, '/properties/name/x-when-erased'],
    message: /names no other record/,
    remedy: /beside x-relation/,
  },
]

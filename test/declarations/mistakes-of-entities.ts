import type { MistakeCase } from './plugin-folder.ts'

const book = 'library/entities/book.json'

/** Mistakes in what an entity says of its fields. */
export const entityMistakes: MistakeCase[] = [
  {
    what: 'an unknown required field',
    wrong: ({ book }) => Object.assign(book, { required: ['titel'] }),
    at: [book, '/required'],
    message: /titel is not a field/,
    remedy: /name, isbn/,
  },
  {
    what: 'an unknown field in a condition',
    wrong: ({ book }) => Object.assign(book, { allOf: [{ if: { properties: { kind: { const: 'x' } } } }] }),
    at: [book, '/allOf/0/if/properties'],
    message: /kind is not a field/,
    remedy: /name, isbn/,
  },
  {
    what: 'a natural key that no column holds',
    wrong: ({ book }) => Object.assign(book, { 'x-key': ['yearsHeld'] }),
    at: [book, '/x-key'],
    message: /yearsHeld has no column/,
    remedy: /isbn/,
  },
  {
    what: 'an order by a field that does not exist',
    wrong: ({ book }) => Object.assign(book, { 'x-sort': '-bought,name' }),
    at: [book, '/x-sort'],
    message: /bought is not a field/,
    remedy: /boughtOn/,
  },
  {
    what: 'a door to change what is only added',
    wrong: ({ book }) => Object.assign(book, { 'x-append-only': true, 'x-delete': 'never', 'x-actions': ['read', 'update'] }),
    at: [book, '/x-append-only'],
    message: /no doors to change or delete them: update/,
    remedy: /"read", "create" and "export"/,
  },
  {
    what: 'an owner that is no user',
    wrong: ({ book }) => Object.assign(book, { 'x-own': ['shelfId.keeperId'] }),
    at: [book, '/x-own/0'],
    message: /shelfId\.keeperId does not lead to a user/,
    remedy: /core\/user/,
  },
  {
    what: 'an owner that no related record names',
    wrong: ({ book }) => Object.assign(book, { 'x-own': ['loan.bookId.readerId'] }),
    at: [book, '/x-own/0'],
    message: /loan\.bookId\.readerId does not lead to a user/,
    remedy: /receipt\.noticeId\.userId/,
  },
  {
    what: 'a sub-table that relates and computes',
    wrong: ({ book }) =>
      Object.assign((book.properties['loans']!['items'] as { properties: object }).properties, {
        userId: { title: '借阅人', 'x-relation': 'core/user' },
      }),
    at: [book, '/properties/loans/items/properties/userId/x-relation'],
    message: /x-relation has no meaning in a sub-table/,
    remedy: /an entity of their own/,
  },
  {
    what: 'an organization above what is none',
    wrong: ({ book }) => {
      const above = { of: 'shelfId', category: ['611'] }
      book.properties['committeeId'] = { title: '党委', 'x-relation': 'core/organization', readOnly: true, 'x-above': above }
    },
    at: [book, '/properties/committeeId/x-above/of'],
    message: /shelfId does not lead to another organization/,
    remedy: /organizationId/,
  },
  {
    what: 'an organization above that people fill in',
    wrong: ({ book }) => {
      const above = { of: 'organizationId', category: ['611'] }
      book.properties['committeeId'] = { title: '党委', 'x-relation': 'core/organization', 'x-above': above }
    },
    at: [book, '/properties/committeeId/x-above'],
    message: /committeeId is not a readOnly relation to core\/organization/,
    remedy: /organizationId/,
  },
  {
    what: 'a record shown at what is no organization',
    wrong: ({ book }) => Object.assign(book, { 'x-seen-at': ['shelfId'] }),
    at: [book, '/x-seen-at/0'],
    message: /shelfId does not lead to an organization/,
    remedy: /organizationId/,
  },
]

import type { MistakeCase } from './plugin-folder.ts'

const book = 'library/entities/book.json'

/** Mistakes in how the files of a plugin, and plugins, go together. */
export const folderMistakes: MistakeCase[] = [
  {
    what: 'a role that does not exist',
    wrong: ({ roles }) => Object.assign(roles, { 'tenant-admn': { book: { actions: ['read'] } } }),
    at: ['library/roles.json', '/tenant-admn'],
    message: /no built-in role tenant-admn/,
    remedy: /tenant-admin, org-admin/,
  },
  {
    what: 'a role with an unknown entity',
    wrong: ({ roles }) => Object.assign(roles, { member: { books: { actions: ['read'] } } }),
    at: ['library/roles.json', '/member/books'],
    message: /books is not an entity of this plugin/,
    remedy: /entities are book/,
  },
  {
    what: 'a role with an unknown field',
    wrong: ({ roles }) => Object.assign(roles, { member: { book: { actions: ['read'], fields: { cost: 'hidden' } } } }),
    at: ['library/roles.json', '/member/book/fields/cost'],
    message: /cost is not a field/,
    remedy: /price/,
  },
  {
    what: 'a role with an unknown way to show a field',
    wrong: ({ roles }) => Object.assign(roles, { member: { book: { actions: ['read'], fields: { price: 'readonly' } } } }),
    at: ['library/roles.json', '/member/book/fields/price'],
    message: /allowed values/,
    remedy: /hidden, masked, read-only/,
  },
  {
    what: 'a menu entry of an unknown entity',
    wrong: ({ menus }) => Object.assign(menus, { phone: [{ key: 'books', title: '图书', group: 'personal', entity: 'boook' }] }),
    at: ['library/menus.json', '/phone/0/entity'],
    message: /boook is not an entity/,
    remedy: /use one of book/,
  },
  {
    what: 'a menu key that is there twice',
    wrong: ({ menus }) =>
      Object.assign(menus, {
        desktop: [
          { key: 'books', title: '图书', group: '图书室' },
          { key: 'books', title: '新书', group: '图书室' },
        ],
      }),
    at: ['library/menus.json', '/desktop/1/key'],
    message: /books is here twice/,
    remedy: /a key of its own/,
  },
  {
    what: 'a phone menu in a group that the phone does not have',
    wrong: ({ menus }) => Object.assign(menus, { phone: [{ key: 'books', title: '图书', group: '图书室' }] }),
    at: ['library/menus.json', '/phone/0/group'],
    message: /allowed values/,
    remedy: /personal, management/,
  },
  {
    what: 'a code that a dictionary has twice',
    wrong: ({ more }) =>
      Object.assign(more, {
        'library/dictionaries/book-kind.json': {
          title: '类别',
          source: '馆内规定',
          items: [
            { code: '1', title: '甲' },
            { code: '1', title: '乙' },
          ],
        },
      }),
    at: ['library/dictionaries/book-kind.json', '/items/1/code'],
    message: /code 1 is here twice/,
    remedy: /of its own/,
  },
  {
    what: 'a dictionary whose name is taken',
    wrong: ({ more }) =>
      Object.assign(more, { 'library/dictionaries/sex.json': { title: '性别', source: '馆内规定', items: [{ code: '1', title: '男' }] } }),
    at: ['library/dictionaries/sex.json', ''],
    message: /core already has a dictionary sex/,
    remedy: /another file name/,
  },
  {
    what: 'a path that another entity has',
    wrong: ({ more }) =>
      Object.assign(more, {
        'library/entities/volume.json': {
          title: '卷',
          type: 'object',
          'x-plural': 'books',
          properties: { name: { title: '卷名', type: 'string' } },
        },
      }),
    at: ['library/entities/volume.json', '/x-plural'],
    message: /\/api\/v1\/library\/books is already library\/book's/,
    remedy: /another x-plural/,
  },
  {
    what: 'an entity whose table is a sub-table of another',
    wrong: ({ more }) =>
      Object.assign(more, {
        'library/entities/book-loans.json': { title: '借阅', type: 'object', properties: { name: { title: '名称', type: 'string' } } },
      }),
    at: [book, '/properties/loans'],
    message: /library\.book_loans is already library\/book-loans's/,
    remedy: /another name/,
  },
  {
    what: 'an entity file whose name is no name',
    wrong: ({ more }) =>
      Object.assign(more, {
        'library/entities/Big Book.json': { title: '大书', type: 'object', properties: { name: { title: '名', type: 'string' } } },
      }),
    at: ['library/entities/Big Book.json', ''],
    message: /Big Book cannot be the name of an entity/,
    remedy: /small letters/,
  },
  {
    what: 'a file that is not JSON',
    wrong: ({ more }) => Object.assign(more, { 'library/rules.json': '{ "rules": [ }' }),
    at: ['library/rules.json', ''],
    message: /this is not JSON: Unexpected token/,
    remedy: /correct the text/,
  },
  {
    what: 'a file that no declaration is called',
    wrong: ({ more }) => Object.assign(more, { 'library/menu.json': {} }),
    at: ['library/menu.json', ''],
    message: /no declaration has this name/,
    remedy: /menus\.json/,
  },
  {
    what: "a name that is not the folder's",
    wrong: ({ plugin }) => Object.assign(plugin, { name: 'libary' }),
    at: ['library/plugin.json', '/name'],
    message: /libary is not the folder's name/,
    remedy: /write "library"/,
  },
  {
    what: 'a plugin called like a schema of the database',
    wrong: ({ more }) => Object.assign(more, { 'public/plugin.json': { name: 'public', title: '公共', version: '0.1.0' } }),
    at: ['public/plugin.json', '/name'],
    message: /public is a name of the platform's own/,
    remedy: /another name/,
  },
  {
    what: "a plugin with core's name",
    wrong: ({ more }) => Object.assign(more, { 'core/plugin.json': { name: 'core', title: '平台', version: '0.1.0' } }),
    at: ['core/plugin.json', '/name'],
    message: /core\/plugin\.json is already the plugin core/,
    remedy: /another name/,
  },
  {
    what: 'a need that is not installed',
    wrong: ({ plugin }) => Object.assign(plugin, { needs: ['shelves', 'catalogue'] }),
    at: ['library/plugin.json', '/needs/1'],
    message: /plugin catalogue is not installed/,
    remedy: /add plugins\/catalogue/,
  },
  {
    what: 'needs that go in a circle',
    wrong: ({ more }) =>
      Object.assign(more, { 'shelves/plugin.json': { name: 'shelves', title: '书架', version: '0.1.0', needs: ['library'] } }),
    at: ['shelves/plugin.json', '/needs/0'],
    message: /library needs this plugin in turn/,
    remedy: /let one of the two/,
  },
  {
    what: 'a profile that is not a person with an account',
    wrong: ({ plugin }) => Object.assign(plugin, { contributes: { profile: 'book' } }),
    at: ['library/plugin.json', '/contributes/profile'],
    message: /book is not an entity of this plugin that has x-account/,
    remedy: /give it x-account/,
  },
]

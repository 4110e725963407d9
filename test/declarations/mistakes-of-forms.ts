import type { Json } from '../../core/declarations/model.ts'
import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const file = 'library/forms/book.json'

const form =
  (content: Json) =>
  ({ more }: LibraryFiles) =>
    Object.assign(more, { [file]: content })

/** Mistakes in how a form is laid out. */
export const formMistakes: MistakeCase[] = [
  {
    what: 'a form with an unknown field',
    wrong: form({ groups: [{ fields: ['name', 'author'] }] }),
    at: [file, '/groups/0/fields/1'],
    message: /author is not a field/,
    remedy: /name, isbn/,
  },
  {
    what: 'a form with a field twice',
    wrong: form({
      tabs: [
        { title: '书', groups: [{ fields: ['name'] }] },
        { title: '别的', groups: [{ fields: [{ field: 'name' }] }] },
      ],
    }),
    at: [file, '/tabs/1/groups/0/fields/0/field'],
    message: /name stands in the form twice/,
    remedy: /where it belongs/,
  },
  {
    what: 'a field wider than its group',
    wrong: form({ groups: [{ columns: 1, fields: [{ field: 'name', span: 2 }] }] }),
    at: [file, '/groups/0/fields/0/span'],
    message: /2 columns are more than the group has/,
    remedy: /write 1 at most/,
  },
  {
    what: 'a widget that the plugin does not bring',
    wrong: form({ groups: [{ fields: [{ field: 'isbn', widget: 'bar-code' }] }] }),
    at: [file, '/groups/0/fields/0/widget'],
    message: /there is no widget bar-code/,
    remedy: /add admin\/widgets\/bar-code\.tsx/,
  },
  {
    what: 'a form in groups and in tabs',
    wrong: form({
      groups: [{ fields: ['isbn'] }],
      tabs: [
        { title: '书', groups: [{ fields: ['name'] }] },
        { title: '价', groups: [{ fields: ['price'] }] },
      ],
    }),
    at: [file, '/tabs'],
    message: /groups and tabs do not go together/,
    remedy: /one of groups, tabs, steps/,
  },
  {
    what: 'a form that lays out nothing',
    wrong: form({ columns: 2 }),
    at: [file, ''],
    message: /of no field/,
    remedy: /one of groups, tabs, steps/,
  },
  {
    what: 'a form with four columns',
    wrong: form({ groups: [{ columns: 4, fields: ['name'] }] }),
    at: [file, '/groups/0/columns'],
    message: /<= 3/,
    remedy: /form\.schema\.json/,
  },
  {
    what: 'a form of no entity',
    wrong: ({ more }) => Object.assign(more, { 'library/forms/boook.json': { groups: [{ fields: ['name'] }] } }),
    at: ['library/forms/boook.json', ''],
    message: /boook is not an entity/,
    remedy: /one of book/,
  },
  {
    what: 'a page to print that is not there',
    wrong: form({ groups: [{ fields: ['name'] }], prints: [{ page: 'card', title: '打印卡片', needs: ['name'] }] }),
    at: [file, '/prints/0/page'],
    message: /there is no page card/,
    remedy: /admin\/prints\/card\.tsx/,
  },
]

import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const folder = 'library/blocks/shelf'
const sound = { title: '书架', queries: { books: { entity: 'book', fields: ['name'] } } }

/** A block with another declaration, template or style. */
const block =
  (declared: object, template = '{{#each books.items as |book|}}{{book.name}}{{/each}}', style?: string) =>
  ({ more }: LibraryFiles) =>
    Object.assign(more, {
      [`${folder}/block.json`]: { ...sound, ...declared },
      [`${folder}/template.hbs`]: template,
      ...(style ? { [`${folder}/style.css`]: style } : {}),
    })
const written = (template: string) => block({}, template)
const styled = (style: string) => block({}, undefined, style)
const asked = (query: object) => block({ queries: { books: { entity: 'book', fields: ['name'], ...query } } })
const inTemplate: MistakeCase['at'] = [`${folder}/template.hbs`, '']
const inStyle: MistakeCase['at'] = [`${folder}/style.css`, '']
const at = (pointer: string): MistakeCase['at'] => [`${folder}/block.json`, pointer]

/** Mistakes in blocks of pages. */
export const blockMistakes: MistakeCase[] = [
  {
    what: 'a block without a template',
    wrong: ({ more }) => Object.assign(more, { [`${folder}/block.json`]: sound }),
    at: inTemplate,
    message: /this file is missing/,
    remedy: /template\.hbs/,
  },
  {
    what: 'a block of an unknown entity',
    wrong: asked({ entity: 'bok' }),
    at: at('/queries/books/entity'),
    message: /no plugin declares the entity library\/bok/,
    remedy: /library\/book/,
  },
  {
    what: 'a block that shows an unknown field',
    wrong: asked({ fields: ['title'] }),
    at: at('/queries/books/fields/0'),
    message: /title is not a field of library\/book/,
    remedy: /name/,
  },
  {
    what: 'a block ordered by an unknown field',
    wrong: asked({ sort: '-cost' }),
    at: at('/queries/books/sort'),
    message: /cost is not a field/,
    remedy: /price/,
  },
  {
    what: 'a block whose condition speaks of an unknown setting',
    wrong: asked({ where: [{ field: 'pages', value: 'settings.pages' }] }),
    at: at('/queries/books/where/0/value'),
    message: /cannot be used/,
    remedy: /settings, site, context/,
  },
  {
    what: 'a setting that refuses its own default',
    wrong: block({ settings: { properties: { count: { title: '数量', type: 'integer', maximum: 5, default: 6 } } } }),
    at: at('/settings/properties/count/default'),
    message: /refuses its own default/,
    remedy: /one that it takes/,
  },
  {
    what: 'a template that puts out what is not escaped',
    wrong: written('{{{books}}}'),
    at: inTemplate,
    message: /line 1: \{\{\{…\}\}\}/,
    remedy: /\{\{html field\}\}/,
  },
  {
    what: 'a template that speaks of what its block does not know',
    wrong: written('\n{{boks.items}}'),
    at: inTemplate,
    message: /line 2: boks\.items is nothing/,
    remedy: /books/,
  },
  {
    what: 'a template with an unknown helper',
    wrong: written('{{shout books.total}}'),
    at: inTemplate,
    message: /there is no helper shout/,
    remedy: /excerpt/,
  },
  {
    what: 'a template with a script',
    wrong: written('<script>1</script>'),
    at: inTemplate,
    message: /<script> has no place/,
    remedy: /leave it out/,
  },
  {
    what: 'a template with an inline style',
    wrong: written('<p style="color:red">好</p>'),
    at: inTemplate,
    message: /style has no place/,
    remedy: /style\.css/,
  },
  {
    what: 'a template that runs something on a click',
    wrong: written('<p onclick="1">好</p>'),
    at: inTemplate,
    message: /onclick has no place/,
    remedy: /scripts of the platform/,
  },
  {
    what: 'a template whose link leads wherever a value says',
    wrong: written('<a href="{{books.total}}">好</a>'),
    at: inTemplate,
    message: /href would lead wherever/,
    remedy: /\{\{link …\}\}/,
  },
  {
    what: 'a template with a value outside of quotes',
    wrong: written('<p {{books.total}}>好</p>'),
    at: inTemplate,
    message: /cannot stand there within a tag/,
    remedy: /quotes/,
  },
  {
    what: 'a template with a partial',
    wrong: written('{{> other}}'),
    at: inTemplate,
    message: /PartialStatement has no place/,
    remedy: /into the template itself/,
  },
  {
    what: 'a template whose picture says nothing',
    wrong: written('{{picture books.total}}'),
    at: inTemplate,
    message: /says what it shows/,
    remedy: /alt/,
  },
  {
    what: 'a style that reaches beyond its block',
    wrong: styled('.dj-card { margin: 0 }'),
    at: inStyle,
    message: /reaches beyond the block/,
    remedy: /\.dj-block-library-shelf/,
  },
  {
    what: 'a style with a colour of its own',
    wrong: styled('.dj-block-library-shelf { color: #c00 }'),
    at: inStyle,
    message: /#c00 is a colour of its own/,
    remedy: /var\(--dj-primary\)/,
  },
  {
    what: 'a style that fetches something',
    wrong: styled('.dj-block-library-shelf { background: url(/x.png) }'),
    at: inStyle,
    message: /nothing is fetched/,
    remedy: /picture/,
  },
  {
    what: 'a style that lays itself over the page',
    wrong: styled('.dj-block-library-shelf { position: fixed }'),
    at: inStyle,
    message: /leaves the block/,
    remedy: /within/,
  },
  {
    what: 'a permission narrowed by what is no field',
    wrong: ({ roles }) => Object.assign(roles, { guest: { book: { actions: ['read'], where: { colour: { eq: 'red' } } } } }),
    at: ['library/roles.json', '/guest/book/where'],
    message: /cannot be asked/,
    remedy: /price/,
  },
  {
    what: 'a permission to write that is narrowed to some rows',
    wrong: ({ roles }) => Object.assign(roles, { guest: { book: { actions: ['update'], where: { name: { eq: '甲' } } } } }),
    at: ['library/roles.json', '/guest/book/actions/0'],
    message: /allowed values/,
    remedy: /read, export, print/,
  },
]

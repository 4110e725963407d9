import type { Json } from '../../core/declarations/model.ts'
import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const file = 'library/samples/book.json'

const sample =
  (...values: Json[]) =>
  ({ more }: LibraryFiles) =>
    Object.assign(more, { [file]: { samples: values.map((one, at) => ({ key: `s${at}`, title: '样', values: one })) } })

/** Mistakes in what new records may begin with. */
export const sampleMistakes: MistakeCase[] = [
  {
    what: 'a sample with an unknown field',
    wrong: sample({ author: '佚名' }),
    at: [file, '/samples/0/values/author'],
    message: /author is no field that a sample can fill in/,
    remedy: /use one of name/,
  },
  {
    what: 'a sample with a value of another kind',
    wrong: sample({ name: '书' }, { name: 5 }),
    at: [file, '/samples/1/values/name'],
    message: /no value for name/,
    remedy: /a value of the kind text/,
  },
  {
    what: 'two samples of one key',
    wrong: ({ more }) =>
      Object.assign(more, {
        [file]: {
          samples: [
            { key: 'same', title: '一', values: { name: '一' } },
            { key: 'same', title: '二', values: { name: '二' } },
          ],
        },
      }),
    at: [file, '/samples/1/key'],
    message: /here twice/,
    remedy: /a key of its own/,
  },
  {
    what: 'samples of no entity',
    wrong: ({ more }) => Object.assign(more, { 'library/samples/magazine.json': { samples: [] } }),
    at: ['library/samples/magazine.json', ''],
    message: /magazine is not an entity/,
    remedy: /book/,
  },
]

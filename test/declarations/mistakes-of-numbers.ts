import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const book = 'library/entities/book.json'
const pointer = '/properties/mark/x-number'

/** A book with a number that is declared so. */
function numbered(number: object, more: object = {}): (files: LibraryFiles) => void {
  return ({ book }) =>
    Object.assign(book.properties, {
      state: { title: '状态', type: 'string', oneOf: [{ const: 'in', title: '在架' }] },
      mark: { title: '编号', type: 'string', 'x-number': { pattern: '{year}-{sequence}', ...number }, ...more },
    })
}

/** Mistakes in numbers without gaps. */
export const numberMistakes: MistakeCase[] = [
  {
    what: 'a number with a part that is not known',
    wrong: numbered({ pattern: '{month}-{sequence}' }),
    at: [book, `${pointer}/pattern`],
    message: /\{month\} is not known here/,
    remedy: /\{year\}, \{sequence\}.*\{state\}/,
  },
  {
    what: 'a number without its sequence',
    wrong: numbered({ pattern: '{year}号' }),
    at: [book, `${pointer}/pattern`],
    message: /one \{sequence\}, and this has 0/,
    remedy: /\{sequence:4\}/,
  },
  {
    what: 'a number with two sequences',
    wrong: numbered({ pattern: '{sequence}-{sequence:3}' }),
    at: [book, `${pointer}/pattern`],
    message: /one \{sequence\}, and this has 2/,
    remedy: /write \{sequence\}/,
  },
  {
    what: 'a number counted per what it does not show',
    wrong: numbered({ per: ['year', 'organization'] }),
    at: [book, `${pointer}/per/1`],
    message: /does not show organization, so that two numbers would read alike/,
    remedy: /count per one of year/,
  },
  {
    what: 'a number of an organization where there is none',
    wrong: files => {
      numbered({ pattern: '{organization.shortName}{sequence}' })(files)
      delete files.book.properties['organizationId']
      files.book['required'] = ['name']
    },
    at: [book, `${pointer}/pattern`],
    message: /belong to no organization/,
    remedy: /add organizationId/,
  },
  {
    what: 'a number whose year is of no date',
    wrong: numbered({ date: 'pages' }),
    at: [book, `${pointer}/date`],
    message: /pages is not a date/,
    remedy: /use one of boughtOn/,
  },
  {
    what: 'a number given on a condition that speaks of no field',
    wrong: numbered({ when: "stat == 'in'" }),
    at: [book, `${pointer}/when`],
    message: /stat is not a field/,
    remedy: /fields are/,
  },
  {
    what: 'a number given on a condition that is known only when a record is read',
    wrong: numbered({ when: 'yearsHeld > 3' }),
    at: [book, `${pointer}/when`],
    message: /yearsHeld speaks of today/,
    remedy: /write out/,
  },
  {
    what: 'a number that is no text',
    wrong: numbered({}, { type: 'integer' }),
    at: [book, pointer],
    message: /a number is a text, and mark is integer/,
    remedy: /the type string/,
  },
  {
    what: 'a number that is computed too',
    wrong: numbered({}, { 'x-computed': 'name' }),
    at: [book, '/properties/mark'],
    message: /do not go together/,
    remedy: /a number is given last/,
  },
  {
    what: 'a value that is computed from a number',
    wrong: files => {
      numbered({})(files)
      Object.assign(files.book.properties, { spine: { title: '书脊', type: 'string', 'x-computed': "mark + '/' + name" } })
    },
    at: [book, '/properties/spine/x-computed'],
    message: /mark is given last/,
    remedy: /leave mark out/,
  },
  {
    what: 'a number given by what is no organization',
    wrong: numbered({ organization: 'shelfId' }),
    at: [book, `${pointer}/organization`],
    message: /shelfId does not lead to an organization/,
    remedy: /leave it out/,
  },
]

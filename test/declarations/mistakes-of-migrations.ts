import type { MistakeCase } from './plugin-folder.ts'

const file = 'library/migrations/0001-names.json'

const steps =
  (...steps: unknown[]): MistakeCase['wrong'] =>
  ({ more }) =>
    Object.assign(more, { [file]: { steps } })

/** Mistakes in what a new version does to old data. */
export const migrationMistakes: MistakeCase[] = [
  {
    what: 'a migration whose name has no number',
    wrong: ({ more }) => Object.assign(more, { 'library/migrations/names.json': { steps: [] } }),
    at: ['library/migrations/names.json', ''],
    message: /cannot be the name of a migration/,
    remedy: /0001-/,
  },
  {
    what: 'an unknown step',
    wrong: steps({ step: 'rename-feild', entity: 'book', from: 'title', to: 'name' }),
    at: [file, '/steps/0/step'],
    message: /allowed values/,
    remedy: /rename-field, drop-field/,
  },
  {
    what: 'a field that is dropped without a word about its data',
    wrong: steps({ step: 'drop-field', entity: 'book', field: 'colour' }),
    at: [file, '/steps/0'],
    message: /confirm is missing/,
    remedy: /add "confirm"/,
  },
  {
    what: 'a word about the data that is not the one',
    wrong: steps({ step: 'drop-field', entity: 'book', field: 'colour', confirm: 'yes' }),
    at: [file, '/steps/0/confirm'],
    message: /constant/,
    remedy: /the data is lost/,
  },
  {
    what: 'a field that is renamed to one that is not declared',
    wrong: steps({ step: 'rename-field', entity: 'book', from: 'title', to: 'nmae' }),
    at: [file, '/steps/0/to'],
    message: /nmae is not a field of book/,
    remedy: /fields are name, isbn/,
  },
  {
    what: 'a field that is renamed into another table',
    wrong: steps({ step: 'rename-field', entity: 'book', from: 'loans.length', to: 'pages' }),
    at: [file, '/steps/0/to'],
    message: /in another table/,
    remedy: /same sub-table/,
  },
  {
    what: 'an entity that is renamed to one that is not declared',
    wrong: steps({ step: 'rename-entity', from: 'volume', to: 'tome' }),
    at: [file, '/steps/0/to'],
    message: /tome is not an entity of this plugin/,
    remedy: /entities are book/,
  },
  {
    what: 'a value of another type than the field that it is set in',
    wrong: steps({ step: 'set-value', entity: 'book', field: 'pages', value: 'many' }),
    at: [file, '/steps/0/value'],
    message: /"many" is no value of pages/,
    remedy: /kind integer/,
  },
  {
    what: 'a code that is renamed in a dictionary that does not exist',
    wrong: steps({ step: 'rename-code', dictionary: 'book-kind', from: 'a', to: 'b' }),
    at: [file, '/steps/0/dictionary'],
    message: /no dictionary book-kind/,
    remedy: /use one of/,
  },
  {
    what: 'a code that is renamed to one that nobody declares',
    wrong: steps({ step: 'rename-code', dictionary: 'sex', from: '1', to: 'male' }),
    at: [file, '/steps/0/to'],
    message: /male is not one of the codes/,
    remedy: /use one of/,
  },
  {
    what: 'a migration in SQL that ends the transaction of the start',
    wrong: ({ more }) => Object.assign(more, { 'library/migrations/0001-split.sql': 'update library.book set pages = 1;\ncommit;\n' }),
    at: ['library/migrations/0001-split.sql', ''],
    message: /one transaction/,
    remedy: /leave out begin, commit/,
  },
]

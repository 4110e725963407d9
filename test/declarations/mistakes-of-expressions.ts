import type { MistakeCase } from './plugin-folder.ts'

const book = 'library/entities/book.json'

/** Mistakes in CEL. */
export const expressionMistakes: MistakeCase[] = [
  {
    what: 'CEL that does not parse',
    wrong: ({ book }) => Object.assign(book.properties['yearsHeld']!, { 'x-computed': 'years(boughtOn,' }),
    at: [book, '/properties/yearsHeld/x-computed'],
    message: /this CEL cannot be used/,
    remedy: /fields are name, isbn.*docs\/plugin-guide\.md/,
  },
  {
    what: 'CEL that names an unknown field',
    wrong: ({ book }) => Object.assign(book.properties['yearsHeld']!, { 'x-computed': 'years(bougthOn, today)' }),
    at: [book, '/properties/yearsHeld/x-computed'],
    message: /bougthOn is not a field/,
    remedy: /boughtOn/,
  },
  {
    what: 'CEL that names an unknown column of a sub-table',
    wrong: ({ book }) =>
      Object.assign(book.properties, { lent: { title: '借出天数', type: 'number', 'x-computed': 'sum(loans.map(loan, loan.day))' } }),
    at: [book, '/properties/lent/x-computed'],
    message: /field not found: day/,
    remedy: /loans/,
  },
  {
    what: 'CEL with a function that does not exist',
    wrong: ({ book }) => Object.assign(book.properties['yearsHeld']!, { 'x-computed': 'boughtOn == null ? 0 : age(boughtOn)' }),
    at: [book, '/properties/yearsHeld/x-computed'],
    message: /there is no function age/,
    remedy: /docs\/plugin-guide\.md/,
  },
  {
    what: 'CEL whose types do not go together',
    wrong: ({ book }) => Object.assign(book.properties, { perPage: { title: '每页价格', type: 'number', 'x-computed': 'price / pages' } }),
    at: [book, '/properties/perPage/x-computed'],
    message: /no matching overload for '_\/_' applied to '\(double, int\)'/,
    remedy: /functions are listed/,
  },
  {
    what: 'CEL that reads a rule which is in no rules.json',
    wrong: ({ book }) =>
      Object.assign(book, {
        'x-rules': [{ check: "price < rule('library.highest-price', today)", field: 'price', code: 'too-dear', message: '太贵' }],
      }),
    at: [book, '/x-rules/0/check'],
    message: /rule library\.highest-price is in no rules\.json/,
    remedy: /fields are/,
  },
  {
    what: 'a rule that speaks of what is computed only when read',
    wrong: ({ book }) =>
      Object.assign(book, { 'x-rules': [{ check: 'yearsHeld < 99', field: 'boughtOn', code: 'too-old', message: '太旧' }] }),
    at: [book, '/x-rules/0/check'],
    message: /yearsHeld speaks of today/,
    remedy: /write out here/,
  },
  {
    what: 'a rule about a field that does not exist',
    wrong: ({ book }) => Object.assign(book, { 'x-rules': [{ check: 'price > 0.0', field: 'cost', code: 'no-cost', message: '无价' }] }),
    at: [book, '/x-rules/0/field'],
    message: /cost is not a field/,
    remedy: /price/,
  },
  {
    what: 'a value computed from one that is computed later',
    wrong: ({ book }) =>
      Object.assign(book.properties, {
        twice: { title: '双倍', type: 'number', 'x-computed': 'tax * 2.0' },
        tax: { title: '税', type: 'number', 'x-computed': 'price * 0.1' },
      }),
    at: [book, '/properties/twice/x-computed'],
    message: /tax is computed later/,
    remedy: /put tax before twice/,
  },
  {
    what: 'a computed value with a default',
    wrong: ({ book }) => Object.assign(book.properties['yearsHeld']!, { default: 1 }),
    at: [book, '/properties/yearsHeld'],
    message: /do not go together/,
    remedy: /computed is no relation/,
  },
]

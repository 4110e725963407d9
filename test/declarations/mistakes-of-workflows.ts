import type { Json } from '../../core/declarations/model.ts'
import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const file = 'library/workflows/book.json'

type Declared = Json & { states: Record<string, Json & { on: Record<string, Json>; decision: Json }> }

/** A book that is proposed, decided upon and bought, with one thing wrong. */
const workflow =
  (change: (declared: Declared, files: LibraryFiles) => void) =>
  (files: LibraryFiles): void => {
    files.book.properties['state'] = {
      title: '状态',
      type: 'string',
      readOnly: true,
      oneOf: [
        { const: 'proposed', title: '已提出' },
        { const: 'decided', title: '待决定' },
        { const: 'bought', title: '已购入' },
      ],
    }
    const declared = {
      title: '购书',
      state: 'state',
      initial: 'proposed',
      states: {
        proposed: { on: { propose: { title: '提交', who: ['owner'], guard: 'pages > 0', target: 'decided' } } },
        decided: {
          decision: { by: [{ role: 'secretary' }] },
          on: {
            approve: { title: '同意', agrees: true, target: 'bought' },
            refuse: { title: '退回', refuses: true, asks: { properties: { why: { title: '理由', type: 'string' } } }, target: 'proposed' },
          },
        },
        bought: { type: 'final' },
      },
    } as unknown as Declared
    change(declared, files)
    files.more[file] = declared
  }

const on = (declared: Declared, state: string, event: string) => declared.states[state]!.on[event]!

/** Mistakes in what a workflow says of other records. */
const relatedMistakes: MistakeCase[] = [
  {
    what: 'others of no entity of the plugin',
    wrong: workflow(declared => Object.assign(declared, { related: { others: { entity: 'shelf', by: 'bookId' } } })),
    at: [file, '/related/others/entity'],
    message: /shelf is not an entity of this plugin/,
    remedy: /book/,
  },
  {
    what: 'others that lead elsewhere',
    wrong: workflow(declared => Object.assign(declared, { related: { others: { entity: 'book', by: 'shelfId' } } })),
    at: [file, '/related/others'],
    message: /shelfId leads to shelves\/shelf, and id to library\/book/,
    remedy: /two relations/,
  },
  {
    what: 'others by no relation',
    wrong: workflow(declared => Object.assign(declared, { related: { others: { entity: 'book', by: 'pages' } } })),
    at: [file, '/related/others/by'],
    message: /pages is no relation of book/,
    remedy: /shelfId/,
  },
  {
    what: 'effects on others that are not named',
    wrong: workflow(declared =>
      Object.assign(on(declared, 'decided', 'approve'), { effects: [{ each: 'others', effects: [{ set: { pages: '1' } }] }] }),
    ),
    at: [file, '/states/decided/on/approve/effects/0/each'],
    message: /others names no other records/,
    remedy: /related/,
  },
  {
    what: 'a list of conditions with a wrong one',
    wrong: workflow(declared =>
      Object.assign(on(declared, 'proposed', 'propose'), {
        guard: [
          { check: 'pages > 0', message: '无页' },
          { check: 'sheets > 0', message: '无张' },
        ],
      }),
    ),
    at: [file, '/states/proposed/on/propose/guard/1/check'],
    message: /sheets is not a field/,
    remedy: /pages/,
  },
]

/** Mistakes in what happens to records from step to step. */
export const workflowMistakes: MistakeCase[] = [
  ...relatedMistakes,
  {
    what: 'a transition to no state',
    wrong: workflow(declared => Object.assign(on(declared, 'decided', 'refuse'), { target: 'draft' })),
    at: [file, '/states/decided/on/refuse/target'],
    message: /there is no state draft/,
    remedy: /proposed, decided, bought/,
  },
  {
    what: 'a beginning in no state',
    wrong: workflow(declared => Object.assign(declared, { initial: 'draft' })),
    at: [file, '/initial'],
    message: /there is no state draft/,
    remedy: /proposed/,
  },
  {
    what: 'a workflow of no entity',
    wrong: ({ more }) =>
      Object.assign(more, { 'library/workflows/boook.json': { title: '购书', state: 'state', initial: 'a', states: { a: {}, b: {} } } }),
    at: ['library/workflows/boook.json', ''],
    message: /boook is not an entity/,
    remedy: /book/,
  },
  {
    what: 'a state in a field that requests can set',
    wrong: workflow((_declared, { book }) => Object.assign(book.properties['state']!, { readOnly: false })),
    at: [file, '/state'],
    message: /not a readOnly choice/,
    remedy: /"readOnly": true/,
  },
  {
    what: 'a state that is no choice of its field',
    wrong: workflow((_declared, { book }) => (book.properties['state']!['oneOf'] as unknown[]).pop()),
    at: [file, '/state'],
    message: /not the states: bought/,
    remedy: /"const": "bought"/,
  },
  {
    what: 'a state that is never reached',
    wrong: workflow(declared => Object.assign(on(declared, 'decided', 'approve'), { target: 'proposed' })),
    at: [file, '/states/bought'],
    message: /never reached/,
    remedy: /let a transition lead to it/,
  },
  {
    what: 'a state without a way out',
    wrong: workflow(declared => Object.assign(declared.states, { bought: {} })),
    at: [file, '/states/bought'],
    message: /nothing leads out/,
    remedy: /"type": "final"/,
  },
  {
    what: 'a role that is not built in',
    wrong: workflow(declared => Object.assign(declared.states['decided']!.decision, { by: [{ role: 'librarian' }] })),
    at: [file, '/states/decided/decision/by/0/role'],
    message: /no built-in role librarian/,
    remedy: /secretary/,
  },
  {
    what: 'a field that leads to nobody',
    wrong: workflow(declared => Object.assign(on(declared, 'proposed', 'propose'), { who: [{ field: 'shelfId' }] })),
    at: [file, '/states/proposed/on/propose/who/0/field'],
    message: /shelfId does not lead to a person/,
    remedy: /relation to core\/user/,
  },
  {
    what: 'a guard that is no CEL',
    wrong: workflow(declared => Object.assign(on(declared, 'proposed', 'propose'), { guard: 'page > 0' })),
    at: [file, '/states/proposed/on/propose/guard'],
    message: /page is not a field/,
    remedy: /pages/,
  },
  {
    what: 'an answer that only a record can hold',
    wrong: workflow(declared =>
      Object.assign(on(declared, 'proposed', 'propose'), { asks: { properties: { scan: { title: '扫描件', 'x-file': {} } } } }),
    ),
    at: [file, '/states/proposed/on/propose/asks/properties/scan'],
    message: /cannot be file/,
    remedy: /field of the record/,
  },
  {
    what: 'a field asked that there is not',
    wrong: workflow(declared => Object.assign(on(declared, 'proposed', 'propose'), { asks: { fields: ['author'] } })),
    at: [file, '/states/proposed/on/propose/asks/fields/0'],
    message: /author is not a field that can be set/,
    remedy: /boughtOn/,
  },
  {
    what: 'an answer that is required and not asked',
    wrong: workflow(declared => Object.assign(on(declared, 'decided', 'refuse')['asks'] as Json, { required: ['reason'] })),
    at: [file, '/states/decided/on/refuse/asks/required/0'],
    message: /reason is not asked/,
    remedy: /why/,
  },
  {
    what: 'a transition that nobody may make',
    wrong: workflow(declared => delete on(declared, 'proposed', 'propose')['who']),
    at: [file, '/states/proposed/on/propose'],
    message: /nobody may do it/,
    remedy: /"who"/,
  },
  {
    what: 'a decision to which nobody can agree',
    wrong: workflow(declared => delete on(declared, 'decided', 'approve')['agrees']),
    at: [file, '/states/decided/decision'],
    message: /nobody can agree/,
    remedy: /"agrees": true/,
  },
  {
    what: 'a transition called as one of the platform’s own',
    wrong: workflow(declared =>
      Object.assign(declared.states['proposed']!.on, { restore: { title: '还原', who: ['owner'], target: 'decided' } }),
    ),
    at: [file, '/states/proposed/on/restore'],
    message: /the platform's own/,
    remedy: /another name/,
  },
  {
    what: 'a choice that may lead nowhere',
    wrong: workflow(declared => {
      const approve = on(declared, 'decided', 'approve')
      delete approve['target']
      approve['choose'] = [{ target: 'bought' }, { guard: 'pages > 9', target: 'proposed' }]
    }),
    at: [file, '/states/decided/on/approve/choose/1/guard'],
    message: /leads nowhere/,
    remedy: /leave the guard of the last one out/,
  },
  {
    what: 'a misspelt word of a transition',
    wrong: workflow(declared => Object.assign(on(declared, 'proposed', 'propose'), { gaurd: 'pages > 0' })),
    at: [file, '/states/proposed/on/propose/gaurd'],
    message: /gaurd is not a known keyword/,
    remedy: /workflow\.schema\.json/,
  },
  {
    what: 'a clock that counts from no date',
    wrong: workflow(declared => Object.assign(declared.states['proposed']!, { clocks: { least: { period: 'P1M', since: 'pages' } } })),
    at: [file, '/states/proposed/clocks/least/since'],
    message: /pages is not a date/,
    remedy: /boughtOn/,
  },
  {
    what: 'a paper that is no field',
    wrong: workflow(declared => Object.assign(declared.states['proposed']!, { clocks: { papers: ['receipt'] } })),
    at: [file, '/states/proposed/clocks/papers/0'],
    message: /receipt is not a field/,
    remedy: /isbn/,
  },
  {
    what: 'a reminder by a template that there is not',
    wrong: workflow(declared => Object.assign(declared.states['decided']!.decision, { overdue: { after: 'P3D', remind: 'decide' } })),
    at: [file, '/states/decided/decision/overdue/remind'],
    message: /no template decide/,
    remedy: /messages\.json/,
  },
  {
    what: 'a period by a rule that is nowhere',
    wrong: workflow(declared =>
      Object.assign(declared.states['proposed']!, { clocks: { most: { period: { months: 'library.no-rule' } } } }),
    ),
    at: [file, '/states/proposed/clocks/most/period/months'],
    message: /rule library\.no-rule is in no rules\.json/,
    remedy: /source/,
  },
  {
    what: 'a step that was done on no date',
    wrong: workflow(declared => Object.assign(declared.states['proposed']!, { clocks: { on: 'pages' } })),
    at: [file, '/states/proposed/clocks/on'],
    message: /pages is not a date/,
    remedy: /boughtOn/,
  },
  {
    what: 'what can happen in a state that there is not',
    wrong: workflow(declared => {
      declared['anywhere'] = [{ states: ['ordered'], on: { lose: { title: '遗失', who: ['owner'], target: 'bought' } } }]
    }),
    at: [file, '/anywhere/0/states/0'],
    message: /no state ordered/,
    remedy: /proposed/,
  },
  {
    what: 'someone asked at what is no organization',
    wrong: workflow(declared => Object.assign(declared.states['decided']!.decision, { by: [{ role: 'secretary', at: 'shelfId' }] })),
    at: [file, '/states/decided/decision/by/0/at'],
    message: /shelfId does not lead to an organization/,
    remedy: /organizationId/,
  },
]

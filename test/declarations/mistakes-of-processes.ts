import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const reactions = 'library/reactions.json'

/** A library that does something when a book comes. */
function reacting(effect: object, reaction: object = { on: ['library/book.created'] }): (files: LibraryFiles) => void {
  return ({ more }) => {
    more['library/events.json'] = { bought: { title: '购入', of: 'book', data: { pages: { title: '页数', type: 'integer' } } } }
    more['library/reactions.json'] = { note: { title: '登记', ...reaction, effects: [effect] } }
  }
}

/** The shelves can be tidied, and the library asks for it. */
function commanding(effect: object, how = 'asked.how'): (files: LibraryFiles) => void {
  return files => {
    reacting(effect)(files)
    files.more['shelves/commands.json'] = {
      tidy: {
        title: '整理',
        of: 'shelf',
        takes: { how: { title: '怎样', type: 'string' } },
        required: ['how'],
        effects: [{ set: { name: how } }],
      },
    }
  }
}

/** The shelves take labels, and the library gives some. */
function contributing(content: object, point = 'shelves.labels'): (files: LibraryFiles) => void {
  const field = { type: 'string', format: 'field' }
  return ({ more }) => {
    more['shelves/extension-points/labels.json'] = {
      title: '标签',
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entity: { type: 'string', format: 'entity' },
          columns: { type: 'array', items: field },
          if: { type: 'string', format: 'expression' },
        },
      },
    }
    more[`library/contributes/${point}.json`] = content
  }
}

const set = { set: { name: "name + '（新）'" } }

/** Mistakes in what happens over time. */
export const processMistakes: MistakeCase[] = [
  {
    what: 'a reaction to an event that nobody tells of',
    wrong: reacting(set, { on: ['library/book.burnt'] }),
    at: [reactions, '/note/on/0'],
    message: /there is no event library\/book\.burnt/,
    remedy: /<plugin>\/<entity>\.created/,
  },
  {
    what: 'a reaction to an event of a plugin that is not needed',
    wrong: files => {
      reacting(set, { on: ['shelves/shelf.created'] })(files)
      delete files.plugin['needs']
      delete files.book.properties['shelfId']
    },
    at: [reactions, '/note/on/0'],
    message: /of the plugin shelves, which this one does not need/,
    remedy: /add "shelves" to needs/,
  },
  {
    what: 'an effect that does nothing',
    wrong: reacting({ if: 'true' }),
    at: [reactions, '/note/effects/0'],
    message: /does one thing, and this does nothing/,
    remedy: /write one of set, emit/,
  },
  {
    what: 'an effect that does two things',
    wrong: reacting({ ...set, emit: 'library.bought' }),
    at: [reactions, '/note/effects/0'],
    message: /does set and emit/,
    remedy: /write one of set, emit/,
  },
  {
    what: 'a value of a field that is not there',
    wrong: reacting({ set: { colour: "'red'" } }),
    at: [reactions, '/note/effects/0/set/colour'],
    message: /colour is not a field that can be set/,
    remedy: /fields are name/,
  },
  {
    what: 'a value that speaks of what is not there',
    wrong: reacting({ set: { name: 'titel' } }),
    at: [reactions, '/note/effects/0/set/name'],
    message: /titel is not a field/,
    remedy: /fields are name/,
  },
  {
    what: 'a condition over types that do not go together',
    wrong: reacting({ ...set, if: 'pages > name' }),
    at: [reactions, '/note/effects/0/if'],
    message: /this CEL cannot be used/,
    remedy: /fields are/,
  },
  {
    what: 'fields set in another plugin’s record',
    wrong: reacting({ set: { name: "'x'" }, of: 'shelfId' }),
    at: [reactions, '/note/effects/0/of'],
    message: /shelfId is no relation to an entity of this plugin/,
    remedy: /emit an event/,
  },
  {
    what: 'a record of an entity that is not this plugin’s',
    wrong: reacting({ create: 'shelf', values: { name: 'name' } }),
    at: [reactions, '/note/effects/0/create'],
    message: /shelf is not an entity of this plugin/,
    remedy: /use one of book/,
  },
  {
    what: 'a record made without what it requires',
    wrong: reacting({ create: 'book', values: { name: 'name' } }),
    at: [reactions, '/note/effects/0/values'],
    message: /organizationId is required and gets no value/,
    remedy: /add "organizationId"/,
  },
  {
    what: 'an event that is not declared',
    wrong: reacting({ emit: 'library.sold' }),
    at: [reactions, '/note/effects/0/emit'],
    message: /library\.sold is not in this plugin's events\.json/,
    remedy: /use one of library\.bought/,
  },
  {
    what: 'an event that tells more than it says',
    wrong: reacting({ emit: 'library.bought', data: { price: '3' } }),
    at: [reactions, '/note/effects/0/data/price'],
    message: /library\.bought does not tell price/,
    remedy: /it tells pages/,
  },
  {
    what: 'a message by a template that is not there',
    wrong: reacting({ notify: ['owner'], template: 'welcome' }),
    at: [reactions, '/note/effects/0/template'],
    message: /welcome is not in this plugin's messages\.json/,
    remedy: /write it/,
  },
  {
    what: 'a message to whom no field leads',
    wrong: files => {
      reacting({ notify: [{ field: 'shelfId' }], template: 'new', variables: { book: 'name' } })(files)
      files.more['library/messages.json'] = { templates: [{ code: 'new', title: '新书', text: '到了{{book}}' }] }
    },
    at: [reactions, '/note/effects/0/notify/0/field'],
    message: /shelfId does not lead to a person/,
    remedy: /name a relation to core\/user/,
  },
  {
    what: 'a message that says more than it is told',
    wrong: files => {
      reacting({ notify: ['owner'], template: 'new' })(files)
      files.more['library/messages.json'] = { templates: [{ code: 'new', title: '新书', text: '到了{{book}}' }] }
    },
    at: [reactions, '/note/effects/0/variables'],
    message: /new says book, and is not told/,
    remedy: /add "book"/,
  },
  {
    what: 'a plan of a reaction that is not there',
    wrong: reacting({ schedule: 'forget', after: 'P1D' }),
    at: [reactions, '/note/effects/0/schedule'],
    message: /forget is not in this plugin's reactions\.json/,
    remedy: /use one of note/,
  },
  {
    what: 'a plan without a time',
    wrong: reacting({ schedule: 'note' }),
    at: [reactions, '/note/effects/0/schedule'],
    message: /it is not said when/,
    remedy: /add "after"/,
  },
  {
    what: 'a reaction for records of an entity that is not there',
    wrong: reacting({ emit: 'library.bought' }, { of: 'magazine' }),
    at: [reactions, '/note/of'],
    message: /magazine is not an entity of this plugin/,
    remedy: /use one of book/,
  },
  {
    what: 'an event about records that are not there',
    wrong: ({ more }) => {
      more['library/events.json'] = { bought: { title: '购入', of: 'magazine' } }
    },
    at: ['library/events.json', '/bought/of'],
    message: /magazine is not an entity of this plugin/,
    remedy: /use one of book/,
  },
  {
    what: 'a schedule whose times are none',
    wrong: ({ more }) => {
      more['library/events.json'] = { counted: { title: '盘点' } }
      more['library/schedules.json'] = { count: { title: '盘点', cron: '0 8 32 * *', effects: [{ emit: 'library.counted' }] } }
    },
    at: ['library/schedules.json', '/count/cron'],
    message: /this is no cron/,
    remedy: /minute, hour, day/,
  },
  {
    what: 'a command that no plugin has',
    wrong: reacting({ command: 'shelves.dust', of: 'shelfId' }),
    at: [reactions, '/note/effects/0/command'],
    message: /there is no command shelves\.dust/,
    remedy: /core\.appoint/,
  },
  {
    what: 'a command that is not told what it takes',
    wrong: commanding({ command: 'shelves.tidy', of: 'shelfId', with: {} }),
    at: [reactions, '/note/effects/0'],
    message: /takes how, and is not told/,
    remedy: /add "how" to with/,
  },
  {
    what: 'a command that is told what it does not take',
    wrong: commanding({ command: 'shelves.tidy', of: 'shelfId', with: { how: 'name', colour: 'name' } }),
    at: [reactions, '/note/effects/0/with/colour'],
    message: /does not take colour/,
    remedy: /it takes how/,
  },
  {
    what: 'a command for the record of another kind',
    wrong: commanding({ command: 'shelves.tidy', of: 'organizationId', with: { how: 'name' } }),
    at: [reactions, '/note/effects/0/of'],
    message: /done to a record of shelves\/shelf/,
    remedy: /name a relation to shelves\/shelf/,
  },
  {
    what: 'a command that speaks of what it does not take',
    wrong: commanding({ command: 'shelves.tidy', of: 'shelfId', with: { how: 'name' } }, 'asked.hwo'),
    at: ['shelves/commands.json', '/tidy/effects/0/set/name'],
    message: /asked\.hwo|hwo/,
    remedy: /fields are/,
  },
  {
    what: 'a contribution to an extension point that is not there',
    wrong: contributing({ titles: [] }, 'shelves.colours'),
    at: ['library/contributes/shelves.colours.json', ''],
    message: /there is no extension point shelves\.colours/,
    remedy: /shelves\.labels/,
  },
  {
    what: 'a contribution that its extension point does not know',
    wrong: contributing({ entity: 'book', colour: 'red' }),
    at: ['library/contributes/shelves.labels.json', '/colour'],
    message: /colour is not a known keyword here/,
    remedy: /shelves\/extension-points\/labels\.json lists/,
  },
  {
    what: 'a contribution of an entity that is not there',
    wrong: contributing({ entity: 'scroll' }),
    at: ['library/contributes/shelves.labels.json', '/entity'],
    message: /scroll is not an entity of this plugin/,
    remedy: /use one of book/,
  },
  {
    what: 'a contribution of a field that is not there',
    wrong: contributing({ entity: 'book', columns: ['name', 'titel'] }),
    at: ['library/contributes/shelves.labels.json', '/columns/1'],
    message: /titel is not a field/,
    remedy: /use one of name/,
  },
  {
    what: 'a contribution whose condition cannot be read',
    wrong: contributing({ entity: 'book', if: 'pagse > 3' }),
    at: ['library/contributes/shelves.labels.json', '/if'],
    message: /pagse is not a field/,
    remedy: /fields are name/,
  },
  {
    what: 'a record taken away that could not be brought back',
    wrong: reacting({ remove: true }),
    at: [reactions, '/note/effects/0/remove'],
    message: /could be brought back from the bin/,
    remedy: /"x-delete": "soft"/,
  },
]

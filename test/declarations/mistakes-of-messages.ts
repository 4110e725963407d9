import type { LibraryFiles, MistakeCase } from './plugin-folder.ts'

const file = 'library/messages.json'

/** Templates, the first of which is changed so. */
function template(change: object, ...others: object[]): (files: LibraryFiles) => void {
  const good = { code: 'overdue', title: '图书逾期', text: '{{name}}同志，《{{book}}》应于 {{dueOn}} 归还。', channels: ['in-app', 'sms'] }
  return ({ more }) => {
    more[file] = { templates: [{ ...good, ...change }, ...others] }
  }
}

/** Mistakes in templates of messages. */
export const messageMistakes: MistakeCase[] = [
  {
    what: 'a message with a code that is there already',
    wrong: template({}, { code: 'overdue', title: '再次提醒', text: '请归还' }),
    at: [file, '/templates/1/code'],
    message: /overdue is here twice/,
    remedy: /a code of its own/,
  },
  {
    what: 'a message with braces around what is no variable',
    wrong: template({ text: '应于 {{ dueOn }} 归还' }),
    at: [file, '/templates/0/text'],
    message: /hold no variable/,
    remedy: /\{\{dueOn\}\}/,
  },
  {
    what: 'a message whose braces do not close',
    wrong: template({ title: '{{book} 逾期' }),
    at: [file, '/templates/0/title'],
    message: /hold no variable/,
    remedy: /\{\{dueOn\}\}/,
  },
  {
    what: 'a message on a channel that there is not',
    wrong: template({ channels: ['fax'] }),
    at: [file, '/templates/0/channels/0'],
    message: /equal to one of the allowed values/,
    remedy: /in-app, sms, voice/,
  },
  {
    what: 'a message without words',
    wrong: template({ text: undefined }),
    at: [file, '/templates/0'],
    message: /text is missing/,
    remedy: /add "text"/,
  },
]

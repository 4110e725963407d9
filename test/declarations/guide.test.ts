import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { environmentFor } from '../../core/declarations/expression-functions.ts'
import type { Json } from '../../core/declarations/model.ts'
import { ruleData } from '../../core/declarations/rule-data.ts'
import { examples, guide, walk } from './guide-examples.ts'
import { type Files, load } from './plugin-folder.ts'

const root = resolve(import.meta.dirname, '../..')
const visit = walk['visits/entities/visit.json'] as Json
const rules = examples.find(({ kind }) => kind === 'rules')!.content
const events = examples.find(({ kind }) => kind === 'events')!.content
const messages = examples.find(({ kind }) => kind === 'messages')!.content
const needed: Files = {
  'members/plugin.json': { name: 'members', title: '党员', version: '0.1.0' },
  'members/entities/member.json': {
    title: '党员',
    type: 'object',
    'x-account': { user: 'userId', name: 'name', phone: 'phone', organization: 'organizationId' },
    properties: {
      name: { title: '姓名', type: 'string' },
      phone: { title: '手机号', type: 'string' },
      organizationId: { title: '党组织', 'x-relation': 'core/organization' },
      userId: { title: '用户', 'x-relation': 'core/user' },
    },
  },
}

/** The template that stands beside the guide's block. */
const templateExample = /^```handlebars\n([\s\S]*?)^```$/m.exec(guide)![1]!

const text = (title: string) => ({ title, type: 'string' })
const resumes: Files = {
  'visits/extension-points/greetings.json': examples.find(({ kind }) => kind === 'extension-point')!.content,
  'resumes/plugin.json': { name: 'resumes', title: '履历', version: '0.1.0' },
  'resumes/entities/resume.json': { title: '履历', type: 'object', properties: { unit: text('单位'), post: text('职务') } },
}

/** The walk's plugin with an example of the reference put where it belongs. */
function withExample(kind: string, content: Json): Files {
  const places: Record<string, Files> = {
    plugin: { 'visits/plugin.json': content },
    menus: { 'visits/menus.json': content },
    roles: { 'visits/roles.json': content },
    rules: {},
    events: {},
    reactions: { 'visits/reactions.json': content },
    schedules: { 'visits/schedules.json': content },
    messages: { 'visits/messages.json': content },
    block: { 'visits/blocks/latest/block.json': content, 'visits/blocks/latest/template.hbs': templateExample },
    commands: { 'visits/commands.json': content },
    'extension-point': { 'visits/extension-points/greetings.json': content },
    contribution: { ...resumes, 'resumes/contributes/visits.greetings.json': content },
    form: { 'visits/forms/visit.json': content, 'visits/admin/widgets/gift-basket.tsx': '' },
    samples: { 'visits/samples/visit.json': content },
    workflow: {
      'visits/workflows/visit.json': content,
      'visits/entities/visit.json': { ...visit, properties: { ...(visit['properties'] as Json), progress: stateFieldOf(content) } },
    },
    dictionary: { 'visits/dictionaries/visited-people.json': content },
    entity: { 'visits/entities/visit.json': { ...visit, ...content } },
    fields: { 'visits/entities/visit.json': { ...visit, properties: { ...(visit['properties'] as Json), ...content } } },
  }
  if (!places[kind]) throw new Error(`an example of the guide is called ${kind}`)
  return { ...needed, ...walk, 'visits/rules.json': rules, 'visits/events.json': events, 'visits/messages.json': messages, ...places[kind] }
}

/** The choice that an example of a workflow needs. */
function stateFieldOf(workflow: Json): Json {
  const states = Object.keys((workflow['states'] as Json | undefined) ?? {})
  return { title: '进度', type: 'string', readOnly: true, oneOf: states.map(name => ({ const: name, title: name })) }
}

t.test('what the walk ends with is a plugin without a mistake', async t => {
  t.same(Object.keys(walk).sort(), ['visits/entities/visit.json', 'visits/plugin.json', 'visits/roles.json'])
  const { told, model } = load(t, { ...needed, ...walk })
  t.equal(told, '')
  t.ok(model?.entities.has('visits/visit'))
})

t.test('every example of the reference can be copied', async t => {
  const reference = examples.filter(({ kind }) => !kind.startsWith('plugins/'))
  t.ok(reference.length > 12)
  for (const { kind, content } of reference) t.equal(load(t, withExample(kind, content)).told, '', `${kind}: ${Object.keys(content)}`)
})

t.test('no JSON of the guide is left unread', async t => {
  t.equal(guide.match(/^```json/gm)?.length, examples.length)
})

t.test('every keyword of every schema is explained', async t => {
  const words = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return []
    return Object.entries(schema).flatMap(([word, value]) =>
      word === 'properties'
        ? [...Object.keys(value).filter(name => name !== '$schema'), ...Object.values(value as Json).flatMap(words)]
        : words(value),
    )
  }
  for (const file of readdirSync(join(root, 'schemas'))) {
    const schema = JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8'))
    for (const word of new Set(words(schema)))
      t.ok(new RegExp(`[\`"]${word}[\`"]|\`[^\`\\n]*\\b${word}\\b[^\`\\n]*\``).test(guide), `${file}: ${word}`)
  }
})

t.test('every function that expressions may use beyond CEL’s own is explained', async t => {
  const own = ['rule', 'addDays', 'addMonths', 'years', 'months', 'idBirth', 'idSex', 'sum', 'round']
  const { funcs } = environmentFor(ruleData([]))
  for (const name of own) t.ok(funcs.find(name) && guide.includes(`\`${name}(`), name)
})

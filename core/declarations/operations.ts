import type { Operation } from '../http/operation.ts'
import { notFound } from '../records/problems.ts'
import type { Dictionary, Model } from './model.ts'

const item = {
  type: 'object',
  required: ['code', 'title'],
  properties: {
    code: { type: 'string' },
    title: { type: 'string' },
    parent: { type: 'string' },
    validFrom: { type: 'string' },
    validTo: { type: 'string' },
  },
}

/** Code sets and dated rules, for forms and for who wants to know where a number comes from. */
export function declarationOperations(model: Model): Operation[] {
  const told = ({ name, title, source, items }: Dictionary) => ({
    name,
    title,
    source,
    items: items.map(({ aliases: _aliases, ...rest }) => rest),
  })
  const dictionary = {
    type: 'object',
    required: ['name', 'title', 'items'],
    properties: { name: { type: 'string' }, title: { type: 'string' }, source: { type: 'string' }, items: { type: 'array', items: item } },
  }
  const common = { method: 'GET' as const, tag: '字典', access: 'full' as const }
  return [
    {
      ...common,
      path: '/api/v1/core/dictionaries',
      id: 'dictionaries.list',
      summary: '全部字典的名称',
      reply: {
        type: 'object',
        properties: {
          data: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, title: { type: 'string' } } } },
        },
      },
      read: async () => ({ body: { data: [...model.dictionaries.values()].map(({ name, title }) => ({ name, title })) } }),
    },
    {
      ...common,
      path: '/api/v1/core/dictionaries/{name}',
      id: 'dictionaries.get',
      summary: '一个字典',
      reply: dictionary,
      read: async ({ parameters }) => {
        const found = model.dictionaries.get(parameters['name'] ?? '')
        if (!found) throw notFound('没有这个字典')
        return { body: told(found) }
      },
    },
    {
      ...common,
      path: '/api/v1/core/rules',
      id: 'rules.list',
      summary: '规定的数值，连同生效日期和出处',
      reply: { type: 'object', properties: { data: { type: 'array', items: { type: 'object' } } } },
      read: async () => ({ body: { data: model.rules.all() } }),
    },
  ]
}

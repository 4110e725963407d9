import { type ISchema, Schema } from '@formily/json-schema'
import type { FormGroup, FormLayout, FormPlace } from '../../../core/declarations/model.ts'
import type { Screen, ScreenField } from '../fields/screen.ts'
import { spanOf } from './layout-of.ts'

// Formily would run any text between double braces as a program. Declared and stored texts are never programs: they stay what they are.
Schema.registerCompiler(expression => `{{${expression}}}`)

/** What the form is for: a new record, or changing one. */
export type FormMode = 'create' | 'update'

/** Why a field cannot be filled in; undefined where it can. */
export function readOnlyReason(field: ScreenField, mode: FormMode): string | undefined {
  if (field.writable[mode]) return undefined
  if (field.computed) return '自动计算'
  if (mode === 'update' && field.immutable && !field.readOnly) return '创建后不能修改'
  return field.readOnly ? '由系统填写' : '您没有修改这一项的权限'
}

/** Whether the form has it at all: what the system fills in is read on the record's page. */
export function isAsked(field: ScreenField, mode: FormMode): boolean {
  if (mode === 'create' && !field.writable.create) return field.computed !== undefined
  return !field.readOnly || field.computed !== undefined
}

/** A form as Formily draws it: parts (tabs, steps), groups in them, fields in these. Nothing in it is an expression. */
export function toFormily(screen: Screen, layout: FormLayout, mode: FormMode): ISchema {
  const byName = new Map(screen.fields.filter(field => isAsked(field, mode)).map(field => [field.name, field]))
  const parts = layout.parts.map((part, nth) => {
    const groups = part.groups.map(({ title, help, columns, fields }, at) => ({
      type: 'void',
      'x-component': 'Group',
      'x-component-props': { title, help, columns },
      properties: Object.fromEntries(
        fields.flatMap(place => {
          const field = byName.get(place.name)
          return field ? [[field.name, fieldSchema(field, place, { columns, title }, mode)]] : []
        }),
      ),
      name: `part${nth}group${at}`,
    }))
    return {
      type: 'void',
      name: `part${nth}`,
      'x-component': 'Part',
      'x-component-props': { title: part.title, help: part.help },
      properties: Object.fromEntries(groups.filter(one => Object.keys(one.properties).length > 0).map(one => [one.name, one])),
    }
  })
  return {
    type: 'object',
    properties: {
      layout: {
        type: 'void',
        'x-component': layout.way === 'groups' ? 'Parts' : layout.way === 'tabs' ? 'Tabs' : 'Steps',
        properties: Object.fromEntries(parts.filter(part => Object.keys(part.properties).length > 0).map(part => [part.name, part])),
      },
    },
  }
}

/** The names of the parts in a form's schema, in their order. */
export const partsOf = (schema: ISchema): string[] => {
  const { layout } = schema.properties as Record<string, ISchema>
  return Object.keys(layout?.properties ?? {})
}

function fieldSchema(field: ScreenField, place: FormPlace, group: Pick<FormGroup, 'columns' | 'title'>, mode: FormMode): ISchema {
  const reason = readOnlyReason(field, mode)
  return {
    type: field.kind === 'rows' && reason === undefined ? 'array' : 'string',
    'x-decorator': 'Frame',
    'x-decorator-props': { span: spanOf(field, place, group.columns), reason, named: group.title === field.title },
    'x-component': reason !== undefined ? 'Shown' : place.widget ? 'Own' : usualComponent(field),
    'x-component-props': { widget: place.widget, mode },
    ...(field.kind === 'rows' && reason === undefined ? { items: rowSchema(field) } : {}),
  }
}

function usualComponent(field: ScreenField): string {
  if (field.kind === 'text' && field.format === 'text') return 'lines'
  return field.kind === 'date-time' ? 'moment' : field.kind
}

function rowSchema(field: ScreenField): ISchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      field.rows!.map(column => [
        column.name,
        {
          type: 'string',
          'x-decorator': 'Cell',
          'x-component': usualComponent(column),
        },
      ]),
    ),
  }
}

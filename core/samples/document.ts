import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import type { Dictionary, Entity, Field, Model } from '../declarations/model.ts'
import type { OfferedSample } from './samples.ts'

const font = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' }

/** The sample as a Word document: its title, and under a heading each of its fields. */
export function sampleDocument(model: Model, entity: Entity, sample: OfferedSample): Promise<Buffer> {
  const filled = Object.entries(sample.values).flatMap(([name, value]): [Field, string][] => {
    const field = entity.field.get(name)
    return field ? [[field, inWords(model, field, value)]] : []
  })
  const document = new Document({
    title: sample.title,
    styles: {
      default: { document: { run: { font, size: 32 } }, heading1: { run: { font: { ...font, eastAsia: '黑体' }, size: 36, bold: true } } },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: sample.title, heading: HeadingLevel.HEADING_1, alignment: 'center', spacing: { after: 240 } }),
          ...filled.flatMap(([field, text]) => [
            new Paragraph({ text: field.title, heading: HeadingLevel.HEADING_2, spacing: { before: 200, after: 80 } }),
            // Two characters in, as a Chinese paragraph begins.
            ...text.split('\n').map(line => new Paragraph({ text: line, indent: { firstLine: 640 }, spacing: { line: 480 } })),
          ]),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function inWords(model: Model, field: Field, value: unknown): string {
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'boolean') return value ? '是' : '否'
  const known: Dictionary | undefined = field.dictionary === undefined ? undefined : model.dictionaries.get(field.dictionary)
  const choices = field.choices ?? known?.items
  return choices?.find(choice => choice.code === value)?.title ?? String(value ?? '')
}

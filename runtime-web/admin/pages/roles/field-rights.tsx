import { Drawer, Radio, Tag } from 'antd'
import { fieldWords, type MatrixEntity, type Permission } from './role.ts'

type Fields = NonNullable<Permission['fields']>

type FieldRightsProps = { entity: MatrixEntity; fields: Fields; onChange(fields: Fields): void; onClose(): void }

/** How each field of an entity is shown to who has the role. */
export function FieldRights({ entity, fields, onChange, onClose }: FieldRightsProps) {
  const set = (name: string, access: string) => {
    const { [name]: _, ...others } = fields
    // Beside a word for all others, a field is shown by being named.
    const open = fields['*'] ? { ...others, [name]: 'read-only' as const } : others
    onChange(access === 'full' ? open : { ...others, [name]: access as Fields[string] })
  }
  return (
    <Drawer open width={560} title={`${entity.title}的字段`} onClose={onClose}>
      <p className="rights-hint">
        隐藏的看不到；脱敏的只显示首尾几位；只读的能看不能改。
        {fields['*'] && `没有单独设置的字段，包括本单位以后增加的，一律${fieldWords[fields['*']]}。`}
      </p>
      {entity.fields.map(field => (
        <fieldset key={field.name} className="rights-field">
          <legend>
            {field.title}
            {field.sensitive && (
              <Tag bordered={false} color="red">
                敏感
              </Tag>
            )}
          </legend>
          <Radio.Group
            size="small"
            value={fields[field.name] ?? fields['*'] ?? 'full'}
            onChange={event => set(field.name, event.target.value)}
            options={Object.entries(fieldWords).map(([value, label]) => ({ value, label }))}
            optionType="button"
            aria-label={field.title}
          />
        </fieldset>
      ))}
    </Drawer>
  )
}

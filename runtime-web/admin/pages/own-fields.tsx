import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { get } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import { useVocabulary } from '../fields/vocabulary.ts'
import { EditField } from './own-fields/edit-field.tsx'
import { FieldList } from './own-fields/field-list.tsx'
import type { OwnField } from './own-fields/own-field.ts'
import './own-fields/own-fields.css'

/** Fields that a tenant adds to its records: what kinds, in which order, on or off. */
const OwnFields: OwnPage = ({ menu }) => {
  const [adding, add] = useState(false)
  const vocabulary = useVocabulary()
  const fields = useQuery({
    queryKey: ['own-fields'],
    queryFn: async () =>
      (await get<{ data: OwnField[] }>('/core/own-fields', { 'page[size]': 200, sort: 'entity,position,name', fields: wanted })).data,
  })
  if (fields.error) return <Failure error={fields.error} onRetry={fields.refetch} />
  if (!fields.data || !vocabulary) return <Loading />
  const groups = [...Map.groupBy(fields.data, field => field.entity)]
  return (
    <Page
      title={menu.title}
      hint="给已有的信息加上本单位需要的字段；停用后内容仍然保留"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => add(true)}>
          新增字段
        </Button>
      }
    >
      {groups.length === 0 && (
        <div className="paper">
          <Nothing says="还没有自定义字段" />
        </div>
      )}
      <div className="own-fields">
        {groups.map(([entity, own]) => (
          <FieldList key={entity} title={vocabulary.entity(entity)?.title ?? entity} fields={own} />
        ))}
      </div>
      {adding && <EditField vocabulary={vocabulary} onClose={() => add(false)} />}
    </Page>
  )
}

const wanted = 'entity,name,title,description,kind,options,target,required,maxLength,minimum,maximum,decimals,position,on'

export default OwnFields

import { isField } from '@formily/core'
import { useForm } from '@formily/react'
import { Button } from 'antd'
import { useState } from 'react'
import { PictureDialog } from '../../../../designer/pictures/picture-dialog.tsx'
import type { Picture } from '../../../../designer/site/records.ts'
import { useWorkbench } from '../../../../designer/workbench.ts'
import type { WidgetProps } from '../../../../runtime-web/admin/form/widget.ts'

/** A picture (or video) of the site's own; what it says of itself goes along where the form asks for it. */
export default function PictureInput({ id, value, onChange, disabled, describedBy, field }: WidgetProps<string>) {
  const { site } = useWorkbench()
  const form = useForm()
  const [open, setOpen] = useState(false)
  const kind = field.file?.types.some(type => type.startsWith('video/')) ? 'video' : 'image'
  const take = ({ file, alt, decorative }: Picture) => {
    setOpen(false)
    if (field.name === 'src' && isField(form.query('alt').take())) form.setValues({ decorative, alt: alt ?? undefined })
    onChange(file)
  }
  return (
    <div className="designer-picture-input">
      {value && kind === 'image' && <img src={`/api/v1/core/files/${value}/content?width=320`} alt="" width={120} />}
      <div>
        <Button
          id={id}
          size="small"
          disabled={disabled}
          aria-labelledby={`${id}-label ${id}`}
          aria-describedby={describedBy}
          onClick={() => setOpen(true)}
        >
          {value ? '更换' : '选择'}
        </Button>
        {value && (
          <Button size="small" type="text" disabled={disabled} onClick={() => onChange(null)}>
            移除
          </Button>
        )}
      </div>
      {open && <PictureDialog siteId={site.id} kind={kind} onChosen={take} onCancel={() => setOpen(false)} />}
    </div>
  )
}

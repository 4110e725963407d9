import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { FileView } from '../../fields/file-view.tsx'
import { uploadFile } from '../upload-file.ts'
import { useSizeLimit } from '../use-size-limit.ts'
import type { WidgetProps } from '../widget.ts'

/** One file. */
export function FileInput({ value, onChange, ...props }: WidgetProps<string>) {
  return <Files {...props} ids={value ? [value] : []} most={1} onChange={ids => onChange(ids.at(-1) ?? null)} />
}

/** Several files. */
export function FilesInput({ value, onChange, ...props }: WidgetProps<string[]>) {
  const most = (props.field.limits['maxItems'] as number | undefined) ?? 50
  return <Files {...props} ids={value ?? []} most={most} onChange={ids => onChange(ids.length > 0 ? ids : null)} />
}

type FilesProps = Omit<WidgetProps, 'value' | 'onChange'> & { ids: string[]; most: number; onChange(ids: string[]): void }
type Coming = { name: string; percent: number }

function Files({ id, ids, most, field, disabled, describedBy, onBlur, onBusy, onChange }: FilesProps) {
  const { message } = App.useApp()
  const tooLarge = useSizeLimit()
  const input = useRef<HTMLInputElement>(null)
  const [coming, setComing] = useState<Coming[]>([])
  const progress = (name: string, percent: number) => setComing(all => all.map(one => (one.name === name ? { name, percent } : one)))
  const take = async (chosen: File[]) => {
    let held = ids
    const free = most === 1 ? 1 : most - ids.length
    if (chosen.length > free) void message.warning(`最多 ${most} 个文件，多出的没有上传`)
    const taken = chosen.slice(0, free).filter(file => fits(file))
    setComing(taken.map(({ name }) => ({ name, percent: 0 })))
    for (const file of taken)
      try {
        onBusy(`“${file.name}”还在上传，请稍候`)
        const stored = await uploadFile(file, percent => progress(file.name, percent))
        held = most === 1 ? [stored] : [...held, stored]
        onChange(held)
      } catch (error) {
        void message.error(sentenceOf(error))
      }
    onBusy(undefined)
    setComing([])
  }
  const fits = (file: File) => {
    const why = tooLarge(file, field.file?.maxSize)
    if (why) void message.error(why)
    return !why
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a short way to what the button does
    <div
      className="files"
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        if (!disabled) void take([...event.dataTransfer.files])
      }}
    >
      {ids.map((held, nth) => (
        <div className="files-held" key={held}>
          <FileView id={held} whole />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`移除第 ${nth + 1} 个文件`}
            disabled={disabled}
            onClick={() => onChange(ids.filter(one => one !== held))}
          />
        </div>
      ))}
      {coming.map(({ name, percent }) => (
        <div className="files-coming" key={name}>
          <span>{name}</span>
          <Progress percent={percent} size="small" aria-label={`正在上传 ${name}`} />
        </div>
      ))}
      <input
        ref={input}
        type="file"
        hidden
        data-field={field.name}
        multiple={most > 1}
        accept={field.file?.types.join() || undefined}
        onChange={event => {
          void take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {(most === 1 || ids.length < most) && (
        <Button
          id={id}
          icon={<UploadOutlined />}
          disabled={disabled || coming.length > 0}
          onBlur={onBlur}
          aria-labelledby={`${id}-label ${id}`}
          aria-describedby={describedBy}
          onClick={() => input.current?.click()}
        >
          {most === 1 && ids.length > 0 ? '换一个' : '选择文件'}
        </Button>
      )}
    </div>
  )
}

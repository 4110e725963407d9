import { Button, Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Rules } from './rules.ts'

type RulesFormProps = { rules: Rules; onChange(rules: Rules): void; busy: boolean; onTry(): void; children?: ReactNode }
type Named = { name: keyof Rules; label: string; placeholder: string }

const ofList: Named[] = [
  { name: 'listSelector', label: '列表中的每一条', placeholder: '.list li' },
  { name: 'linkSelector', label: '条目中的链接', placeholder: '默认：第一个链接' },
  { name: 'titleSelector', label: '条目中的标题', placeholder: '默认：链接的文字' },
  { name: 'dateSelector', label: '条目中的日期', placeholder: 'span.date' },
  { name: 'nextSelector', label: '“下一页”链接', placeholder: 'a.next' },
]

const ofArticle: Named[] = [
  { name: 'bodySelector', label: '文章页中的正文', placeholder: '默认：自动识别' },
  { name: 'authorSelector', label: '文章页中的作者', placeholder: '.author' },
  { name: 'leaveOut', label: '正文中不要的部分', placeholder: '.share, .related' },
]

const encodings = [
  { value: 'auto', label: '自动识别' },
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'gb18030', label: 'GBK / GB18030' },
  { value: 'big5', label: 'Big5' },
]

export function RulesForm({ rules, onChange, busy, onTry, children }: RulesFormProps) {
  const set = (name: keyof Rules, value: string) => onChange({ ...rules, [name]: value === '' ? null : value })
  const selector = ({ name, label, placeholder }: Named) => (
    <Form.Item key={name} label={label} htmlFor={`try-${name}`}>
      <Input
        id={`try-${name}`}
        className="trying-selector"
        value={rules[name] ?? ''}
        placeholder={placeholder}
        maxLength={200}
        spellCheck={false}
        onChange={event => set(name, event.target.value)}
      />
    </Form.Item>
  )
  return (
    <Form layout="vertical" onFinish={onTry}>
      <Form.Item label="方式">
        <Radio.Group value={rules.kind} onChange={event => onChange({ ...rules, kind: event.target.value as Rules['kind'] })}>
          <Radio value="page">网页列表</Radio>
          <Radio value="feed">订阅源</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item label="网址" htmlFor="try-address">
        <Input
          id="try-address"
          inputMode="url"
          value={rules.address}
          placeholder="https://"
          maxLength={500}
          onChange={event => onChange({ ...rules, address: event.target.value.trim() })}
        />
      </Form.Item>
      {rules.kind === 'page' && <div className="trying-selectors">{ofList.map(selector)}</div>}
      <div className="trying-selectors">
        {ofArticle.map(selector)}
        <Form.Item label="网页编码" htmlFor="try-encoding">
          <Select id="try-encoding" value={rules.encoding ?? 'auto'} options={encodings} onChange={value => set('encoding', value)} />
        </Form.Item>
      </div>
      <div className="trying-deeds">
        <Button type="primary" htmlType="submit" loading={busy} disabled={rules.address === ''}>
          试一试
        </Button>
        {children}
      </div>
    </Form>
  )
}

import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'

type QuickSearchProps = {
  /** Titles of the fields that are looked in. */
  searched: string[]
  value: string
  onChange(value: string): void
}

/** Milliseconds without a key until what was typed is asked for. */
const pause = 300

/** Finds by what people remember: a name, its initials in pinyin, a number. "/" leads here from anywhere on the page. */
export function QuickSearch({ searched, value, onChange }: QuickSearchProps) {
  const [typed, type] = useState(value)
  const input = useRef<InputRef>(null)
  const asked = useRef(value)
  useEffect(() => {
    if (typed.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed.trim()
      onChange(asked.current)
    }, pause)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  useEffect(() => {
    // Changed elsewhere: a view, a step back, "clear".
    if (value === asked.current) return
    asked.current = value
    type(value)
  }, [value])
  useEffect(() => {
    const lead = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable=true]')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || writing) return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', lead)
    return () => window.removeEventListener('keydown', lead)
  }, [])
  return (
    <Input
      ref={input}
      className="list-search"
      allowClear
      type="search"
      aria-label="快速查找"
      aria-keyshortcuts="/"
      prefix={<SearchOutlined />}
      placeholder={`${searched.join('、')}，可用拼音首字母`}
      value={typed}
      maxLength={100}
      onChange={event => type(event.target.value)}
    />
  )
}

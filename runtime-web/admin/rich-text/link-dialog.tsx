import type { Editor } from '@tiptap/core'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { isAddress } from './extensions.ts'

/** Where the chosen words lead. Without words the address is its own. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const [address, setAddress] = useState(String(editor.getAttributes('link')['href'] ?? ''))
  const whole = completed(address.trim())
  const save = () => {
    const chain = editor.chain().focus().extendMarkRange('link')
    if (whole === '') chain.unsetLink().run()
    else if (editor.state.selection.empty && !editor.isActive('link'))
      chain.insertContent({ type: 'text', text: whole, marks: [{ type: 'link', attrs: { href: whole } }] }).run()
    else chain.setLink({ href: whole }).run()
    onClose()
  }
  const right = whole === '' || isAddress(whole)
  return (
    <Modal
      open
      title="链接"
      okText="确定"
      cancelText="取消"
      okButtonProps={{ disabled: !right }}
      onOk={save}
      onCancel={onClose}
      width={440}
    >
      <label htmlFor="link-address">网址，留空则取消链接</label>
      <Input
        id="link-address"
        autoFocus
        value={address}
        status={right ? undefined : 'error'}
        placeholder="https://"
        onChange={event => setAddress(event.target.value)}
        onPressEnter={() => right && save()}
      />
    </Modal>
  )
}

/** People leave the beginning of an address out. */
function completed(address: string): string {
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(address) ? `https://${address}` : address
}

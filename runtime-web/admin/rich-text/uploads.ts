import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { sentenceOf } from '../api/problem.ts'
import { uploadFile } from '../form/upload-file.ts'

export type Uploads = {
  /** Puts a picture or a video where the cursor is, shown at once and uploaded meanwhile. */
  insert(editor: Editor, file: File): Promise<void>
  /** Uploads a file and links it by its name. */
  attach(editor: Editor, file: File): Promise<void>
  /** Notes a picture that was pasted within a text, where it is fit to be sent; gives what stands for it. */
  keep(dataAddress: string, fits: (file: File) => boolean): string | undefined
  /** Uploads what `keep` noted and has been pasted. */
  bring(editor: Editor): void
}

type Told = { busy(why: string | undefined): void; failed(why: string): void }

/** What is on its way from the editor into the store. */
export function openUploads({ busy, failed }: Told): Uploads {
  const kept = new Map<string, File>()
  let running = 0
  let count = 0

  async function during<T>(file: File, work: () => Promise<T>): Promise<T | undefined> {
    running++
    busy(`“${file.name}”还在上传，请稍候`)
    try {
      return await work()
    } catch (error) {
      failed(sentenceOf(error))
      return undefined
    } finally {
      running--
      if (running === 0) busy(undefined)
    }
  }

  /** Once it is stored, what stands for it becomes it; where that fails, it goes. */
  async function replace(editor: Editor, key: string, file: File): Promise<void> {
    const id = await during(file, () => uploadFile(file, () => {}))
    if (editor.isDestroyed) return
    editor.commands.command(({ tr }) => {
      tr.doc.descendants((node, position) => {
        if (node.attrs['coming'] !== key) return
        const place = tr.mapping.map(position)
        const chosen = tr.selection instanceof NodeSelection && tr.selection.from === place
        if (id) tr.setNodeMarkup(place, undefined, { ...node.attrs, fileId: id, coming: null, preview: null })
        if (id && chosen) tr.setSelection(NodeSelection.create(tr.doc, place))
        if (!id) tr.delete(place, tr.mapping.map(position + node.nodeSize))
      })
      return true
    })
  }

  return {
    async insert(editor, file) {
      const key = `${++count}`
      const preview = URL.createObjectURL(file)
      const type = file.type.startsWith('video/') ? 'video' : 'picture'
      editor
        .chain()
        .focus()
        .insertContent({ type, attrs: { coming: key, preview, alt: '' } })
        .run()
      await replace(editor, key, file)
      URL.revokeObjectURL(preview)
    },
    async attach(editor, file) {
      const id = await during(file, () => uploadFile(file, () => {}))
      if (!id || editor.isDestroyed) return
      const link = { type: 'text', text: file.name, marks: [{ type: 'link', attrs: { href: `file:${id}` } }] }
      editor.chain().focus().insertContent(link).run()
    },
    keep(dataAddress, fits) {
      const file = pictureIn(dataAddress)
      if (!file || !fits(file)) return undefined
      const key = `${++count}`
      kept.set(key, file)
      return key
    },
    bring(editor) {
      for (const [key, file] of kept) void replace(editor, key, file)
      kept.clear()
    },
  }
}

/** The picture that a data address holds; drawings that could hold scripts are none. */
function pictureIn(address: string): File | undefined {
  const [, type, data] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? []
  if (!type || !data) return undefined
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, '')), character => character.charCodeAt(0))
    return new File([bytes], `粘贴的图片.${type.slice(6)}`, { type })
  } catch {
    return undefined
  }
}

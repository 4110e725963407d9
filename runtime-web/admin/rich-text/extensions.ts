import type { Extensions } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { fileNamed, Picture, Video } from './held-files.ts'
import { Accent, BlockLook, Subscript, Superscript } from './own-marks.ts'

/** Where a link may lead: the server takes no other. */
export const isAddress = (address: string): boolean => /^(https?:\/\/|mailto:|tel:)\S+$/i.test(address) || fileNamed(address) !== null

/** All that a text can be made of: what the server keeps of it, and nothing else. */
export const extensions: Extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: {
      openOnClick: false,
      autolink: false,
      isAllowedUri: isAddress,
      HTMLAttributes: { target: null, rel: null },
    },
  }),
  TableKit.configure({ table: { resizable: false } }),
  Accent,
  Superscript,
  Subscript,
  BlockLook,
  Picture,
  Video,
]

import { useMemo } from 'react'
import { withFileAddresses } from '../../../core/html/files-in-html.ts'
import { contentOf } from '../fields/file-facts.ts'
import './rich-text.css'

/** The value of an html field as people read it. Only that: the server has cleaned it, and nobody has cleaned anything else. */
export function RichText({ html }: { html: string }) {
  const shown = useMemo(() => ({ __html: withFileAddresses(html, id => contentOf(id)) }), [html])
  // biome-ignore lint/security/noDangerouslySetInnerHtml: html fields are cleaned by the server whenever they are written
  return <div className="rich-text" dangerouslySetInnerHTML={shown} />
}

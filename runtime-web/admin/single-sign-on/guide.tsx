import { Typography } from 'antd'
import { Fragment, type ReactNode } from 'react'
import guide from '../../../docs/sso.md?raw'
import { type Block, blocksOf, piecesOf } from './guide-text.ts'

const blocks = blocksOf(guide)

/** docs/sso.md, as it stands in the repository. */
export function Guide() {
  return (
    <article className="paper sso-guide">
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the guide never changes while it is shown
        <Shown key={at} block={block} />
      ))}
    </article>
  )
}

function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? null : <Heading level={block.level}>{block.text}</Heading>
    case 'code':
      return (
        <div className="sso-code">
          <Typography.Text copyable={{ text: block.text, tooltips: ['复制示例', '已复制'] }} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <pre tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        </div>
      )
    case 'list': {
      const items = block.items.map(item => (
        <li key={item}>
          <Text>{item}</Text>
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className="sso-table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map(cell => (
                  <th key={cell} scope="col">
                    <Text>{cell}</Text>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map(row => (
                <tr key={row.join()}>
                  {row.map(cell => (
                    <td key={cell}>
                      <Text>{cell}</Text>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'paragraph':
      return (
        <p>
          <Text>{block.text}</Text>
        </p>
      )
  }
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  return level === 2 ? <h2>{children}</h2> : <h3>{children}</h3>
}

/** Text with code and stress in it. */
function Text({ children }: { children: string }) {
  return piecesOf(children).map(({ text, kind }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the guide never changes while it is shown
    <Fragment key={at}>{kind === 'code' ? <code>{text}</code> : kind === 'strong' ? <strong>{text}</strong> : text}</Fragment>
  ))
}

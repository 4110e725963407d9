import { type Asked, type At, type PluginOperation, sql } from '../../../../core/index.ts'
import { comment } from './comment.ts'
import { countsOf } from './counts.ts'
import type { ArticleParts } from './parts.ts'
import { notPublished, react } from './react.ts'

const count = { type: 'integer', minimum: 0 }
const countsReply = {
  type: 'object',
  required: ['reads', 'likes', 'favourites', 'comments', 'liked', 'favourited'],
  properties: {
    reads: count,
    likes: count,
    favourites: count,
    comments: count,
    liked: { type: 'boolean' },
    favourited: { type: 'boolean' },
  },
}

/** The same for people at the desk and in the mini-program: of articles that they may read. */
export function answerApi(parts: Pick<ArticleParts, 'commands' | 'operations' | 'records' | 'rights'>): void {
  const { operations, rights } = parts
  const gate = { entity: 'reaction', action: 'read' }
  operations.define({
    method: 'GET',
    path: '/articles/{id}/counts',
    id: 'articleCounts',
    summary: '文章的阅读、点赞、收藏和评论数',
    gate,
    reply: countsReply,
    async read(asked) {
      const connection = asked.engine.database.tenant(asked.caller.tenantId)
      await requireSeen(asked, connection)
      return { body: await countsOf(connection, asked.parameters['id']!, asked.caller.userId) }
    },
  })
  for (const [kind, word] of [
    ['like', '点赞'],
    ['favourite', '收藏'],
  ] as const)
    for (const [method, on] of [
      ['POST', true],
      ['DELETE', false],
    ] as const)
      operations.define({
        method,
        path: `/articles/{id}/${kind}`,
        id: on ? kind : `un${kind}`,
        summary: on ? `${word}文章` : `取消${word}`,
        gate,
        reply: countsReply,
        async write(asked, at) {
          await requireSeen(asked, at.transaction)
          await react(at, asked.parameters['id']!, asked.caller.userId!, { kind, on })
          return { body: await countsOf(at.transaction, asked.parameters['id']!, asked.caller.userId) }
        },
      })
  operations.define(commenting())

  function commenting(): PluginOperation {
    return {
      method: 'POST',
      path: '/articles/{id}/comments',
      id: 'comment',
      summary: '评论文章',
      gate: { entity: 'comment', action: 'create' },
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['text'],
        properties: { text: { title: '内容', type: 'string', minLength: 1, maxLength: 500 } },
      },
      reply: {
        type: 'object',
        required: ['id', 'state', 'message'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          state: { type: 'string', enum: ['pending', 'approved'] },
          message: { type: 'string' },
        },
      },
      async write(asked, at) {
        await requireSeen(asked, at.transaction)
        const { text } = asked.body as { text: string }
        return { body: await comment(parts, at, asked.parameters['id']!, { userId: asked.caller.userId!, text }) }
      },
    }
  }

  /** @throws notPublished, which is all that is told of an article out of reach */
  async function requireSeen(asked: Asked, connection: Pick<At['transaction'], 'tenantId' | 'run'>): Promise<void> {
    const [seen] = await connection.run(sql`
      select 1 from portal.article t
      where t.tenant_id = ${connection.tenantId} and t.id = ${asked.parameters['id']!} and t.state = 'published' and t.deleted_at is null
        and ${rights.rows(asked, 'article', 'read')}`)
    if (!seen) throw notPublished()
  }
}

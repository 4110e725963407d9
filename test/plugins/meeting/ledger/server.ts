import {
  commands,
  contributions,
  definePlugin,
  type Expression,
  events,
  type Json,
  operations,
  records,
  rights,
  sql,
} from '../../../../core/index.ts'

type Accounts = { accounts: { title: string; on: string; of?: string; amount: Expression }[] }

/** Books what others have told of, and answers how much there is. */
export default definePlugin({
  needs: { commands, contributions, events, operations, records, rights },
  start({ commands, contributions, events, operations, records, rights }) {
    commands.define('round', async (at, { recordId, asked }) => {
      await records.change(at, 'line', recordId!, { amount: asked['to'] })
      return undefined
    })
    for (const { plugin, content } of contributions.of<Accounts>('accounts'))
      for (const { title, on, amount } of content.accounts)
        events.on(`book-${plugin}`, [on], async (at, happened) => {
          for (const { id, organizationId, data } of happened)
            await commands.run(at, 'ledger.note', {
              asked: { organizationId, reason: title, amount: amount.evaluate(data['record'] as Json) },
              id,
            })
        })
    operations.define({
      method: 'GET',
      path: '/totals',
      id: 'totals',
      summary: '账目合计',
      gate: { entity: 'line', action: 'read' },
      reply: {
        type: 'object',
        required: ['amount', 'accounts'],
        properties: { amount: { type: 'integer' }, accounts: { type: 'array', items: { type: 'string' } } },
      },
      async read(asked) {
        const connection = asked.engine.database.tenant(asked.caller.tenantId)
        const [row] = await connection.run(sql<{ amount: number }>`
          select coalesce(sum(t.amount), 0)::int as amount from ledger.line t
          where t.tenant_id = ${asked.caller.tenantId} and ${rights.rows(asked, 'line', 'read')}`)
        const given = await contributions.on<Accounts>(asked, 'accounts')
        return { body: { amount: row!.amount, accounts: given.flatMap(one => one.content.accounts.map(account => account.title)) } }
      },
    })
  },
})

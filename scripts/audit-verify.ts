import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { anchorFile } from '../core/audit/anchor.ts'
import { tellVerdict } from '../core/audit/tell-verdict.ts'
import { verifyAll } from '../core/audit/verify-all.ts'
import { besideServer } from '../core/backup/owner-access.ts'
import { CannotStart } from '../core/cannot-start.ts'
import { readConfig } from '../core/config.ts'
import { openKeyRing } from '../core/secrets/key-register.ts'
import { masterKeysIn } from '../core/secrets/master-keys.ts'

// npm run audit:verify [-- --tenant CODE] [--anchor FILE …]: exit code 0 when every chain is whole, 1 when one is not, 2 when it cannot tell.
try {
  process.exitCode = (await verify()) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof CannotStart ? error.message : ((error as Error).stack ?? String(error))}\n`)
  process.exitCode = 2
}

async function verify(): Promise<boolean> {
  const { values } = parseArgs({ options: { tenant: { type: 'string' }, anchor: { type: 'string', multiple: true } } })
  const missing = values.anchor?.find(file => !existsSync(file))
  if (missing) throw new CannotStart(`没有找到锚点文件 ${missing}`)
  const config = readConfig()
  return besideServer(config, async ownerUrl => {
    const keys = await openKeyRing(ownerUrl, config.secretKeys ?? masterKeysIn(config.dataFolder), config.secretCipher)
    const anchors = [join(config.dataFolder, anchorFile), ...(values.anchor ?? [])]
    const began = performance.now()
    let [good, tenants, entries] = [true, 0, 0]
    for await (const verdict of verifyAll({ ownerUrl, keys, tenant: values.tenant, anchors })) {
      process.stdout.write(`${tellVerdict(verdict).join('\n')}\n`)
      good &&= verdict.found === 0
      tenants++
      entries += verdict.entries
    }
    if (values.tenant && tenants === 0) throw new CannotStart(`没有代码为 ${values.tenant} 的租户`)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    process.stdout.write(`${good ? '全部完好' : '发现异常，见上'}：${tenants} 个租户，${entries} 条操作日志，用时 ${seconds} 秒\n`)
    return good
  })
}

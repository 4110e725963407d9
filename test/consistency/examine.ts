import { checkData, type Examination } from '../../core/consistency/check-data.ts'
import type { TestPlatform } from '../support/platform.ts'

/** The check of the data, as its command does it beside a running server. */
export function examine(platform: TestPlatform): Promise<Examination> {
  const { engine, files } = platform.app.platform
  return checkData({ ownerUrl: platform.ownerUrl, model: engine.model, files })
}

import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import type { HonorsMemberHonor, HonorsMemberHonorInput, HonorsMemberHonorPatch } from '../../plugins/honors/generated/entities.ts'
import { typesOf } from '../../scripts/generate-types.ts'
import { ownPlugins } from '../support/template.ts'

t.test('the types that are committed are those of the declarations (npm run types makes them so)', async t => {
  for (const [path, text] of await typesOf(loadModel([ownPlugins])))
    t.equal(readFileSync(path, 'utf8'), text, relative(process.cwd(), path))
})

t.test('types know what a record has, what a request may say, and which codes there are', async t => {
  const input: HonorsMemberHonorInput = {
    memberId: '1',
    organizationId: '2',
    title: '优秀共产党员',
    awardedOn: '2021-07-01',
    kind: 'honor',
  }
  const patch: HonorsMemberHonorPatch = { issuer: null }
  const label = (honor: HonorsMemberHonor): string | null | undefined => honor.member?.label
  // @ts-expect-error there is no such kind
  const wrongKind: HonorsMemberHonorPatch = { kind: 'medal' }
  // @ts-expect-error a computed field cannot be set
  const computed: HonorsMemberHonorPatch = { year: 2021 }
  // @ts-expect-error the title is missing
  const lacking: HonorsMemberHonorInput = { memberId: '1', organizationId: '2', awardedOn: '2021-07-01' }
  t.ok([input, patch, label, wrongKind, computed, lacking])
})

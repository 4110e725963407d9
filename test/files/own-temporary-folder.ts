import type { Test } from 'tap'

/** A temporary folder of this test alone, for whatever asks the system for one; others run beside it. */
export function ownTemporaryFolder(t: Test): void {
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = t.testdir()
  t.teardown(() => {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  })
}

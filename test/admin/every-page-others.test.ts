import t from 'tap'
import { openEveryPage } from '../support/every-page.ts'

t.test('every page can be used by everybody, and fits: before signing in, a member, the operator', t =>
  openEveryPage(t, ['nobody', 'member', 'operator']),
)

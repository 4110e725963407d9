import t from 'tap'
import { openEveryPage } from '../support/every-page.ts'

t.test('every page can be used by everybody, and fits: the tenant’s admin', t => openEveryPage(t, ['admin']))

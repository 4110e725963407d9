import t from 'tap'
import { isOnePiece, searchGrams, wantedGrams } from '../../core/identity/search-grams.ts'

t.test('a name is found by any one, two or three characters that stand together in it', async t => {
  t.same(searchGrams('张三 zs').sort(), ['s', 'z', 'zs', '三', '张', '张三'].sort())
})

t.test('a word of more characters is looked for by its pieces of three', async t => {
  t.same(wantedGrams('zhang'), ['zha', 'han', 'ang'])
  t.same(wantedGrams('张三'), ['张三'])
  t.ok(isOnePiece('欧阳修'))
  t.notOk(isOnePiece('欧阳建国'))
})

t.test('a character of two code units is one character', async t => {
  t.same(wantedGrams('𠮷野家'), ['𠮷野家'])
  t.ok(searchGrams('𠮷野').includes('𠮷'))
})

import t from 'tap'
import { isOnePiece, searchGrams, wantedGrams } from '../../core/identity/search-grams.ts'

t.test('a Chinese name is found by any one, two or three characters that stand together in it', async t => {
  t.same([...searchGrams('张三丰')].sort(), ['张', '三', '丰', '张三', '三丰', '张三丰'].sort())
})

t.test('pinyin and initials are found by three letters, and by one or two from the beginning', async t => {
  t.same([...searchGrams('zsf')].sort(), ['z', 'zs', 'zsf'].sort())
  t.same([...searchGrams('zhang')].sort(), ['z', 'zh', 'zha', 'han', 'ang'].sort())
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

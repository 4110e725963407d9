import t from 'tap'
import { pinyinOf, searchText } from '../../core/identity/pinyin.ts'

t.test('a name is found by characters, pinyin and initials', async t => {
  t.equal(searchText('张三丰'), '张三丰 zhangsanfeng zsf')
  t.equal(searchText('欧阳修'), '欧阳修 ouyangxiu oyx')
})

t.test('surnames are read as surnames', async t => {
  for (const [name, reading] of [
    ['单雄信', 'shanxiongxin'],
    ['曾国藩', 'zengguofan'],
    ['解缙', 'xiejin'],
    ['仇和', 'qiuhe'],
    ['查良镛', 'zhaliangyong'],
    ['尉迟恭', 'yuchigong'],
    ['吕布', 'lvbu'],
  ] as const) {
    t.equal(pinyinOf(name), reading)
  }
})

t.test('what is no name of a person is read as words', async t => {
  t.equal(searchText('单位第一支部', 'other'), '单位第一支部 danweidiyizhibu dwdyzb')
})

t.test('Latin letters and numbers stay, in small letters; signs and spaces go', async t => {
  t.equal(searchText('第101 支部（A）', 'other'), '第101支部(a) di101zhibua d101zba')
  t.equal(searchText('买买提·艾力'), '买买提·艾力 maimaitiaili mmtal')
  t.equal(searchText(''), '  ')
})

t.test('a rare character without a reading is found as itself, and stays whole', async t => {
  t.equal(searchText('𠮷小平'), '𠮷小平 𠮷xiaoping 𠮷xp')
})

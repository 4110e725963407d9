import t from 'tap'
import { passwordProblems } from '../../core/identity/password-policy.ts'

const rules = { minimumLength: 8, minimumClasses: 3, refusedRunLength: 4 }
const owner = { userName: 'wangwu', phone: '13812345678', name: '张三丰' }

function codes(password: string): string[] {
  return passwordProblems(password, rules, owner).map(problem => problem.code)
}

t.test('a good password has no problems', async t => {
  t.strictSame(codes('Hong7-qi!'), [])
  t.strictSame(codes('红旗飘飘Ab3x'), [], 'Han characters count as signs')
})

t.test('everything wrong is told at once, in Chinese, with the figures of the rules', async t => {
  t.strictSame(codes('aaaa'), ['too-short', 'too-few-classes', 'simple-run'])
  t.match(passwordProblems('aaaa', rules), [{ message: '密码至少8位' }, { message: /至少3类/ }, { message: /4位及以上/ }])
})

t.test('user name, phone and name, also in pinyin, may not occur', async t => {
  t.strictSame(codes('xWangWu#27'), ['contains-user-name'])
  t.strictSame(codes('Ab#345678x'), ['simple-run', 'contains-phone'])
  t.strictSame(codes('ZhangSanFeng#27'), ['contains-name'])
  t.strictSame(codes('张三丰aB#271x'), ['contains-name'])
})

t.test('a user name of two letters is not looked for', async t => {
  t.strictSame(passwordProblems('Hong7-li!x', rules, { userName: 'li' }), [])
})

t.test('runs of the alphabet, of numbers and of the keyboard are refused, forwards and backwards', async t => {
  for (const run of ['abcd', 'DCBA', '3456', '9876', '7890', 'qwer', 'FDSA', '1qaz', '!@#$', '7777']) {
    t.strictSame(codes(`Zk#8${run}mP`), ['simple-run'], run)
  }
  t.strictSame(codes('Zk#8abc2mP'), [], 'three are no run')
})

t.test('the initial password of the manual fails where eight are asked', async t => {
  t.strictSame(codes('ABC#123'), ['too-short'])
})

t.test('a password as long as a book is refused', async t => {
  t.strictSame(codes('Hong7-qi!'.repeat(15)), ['too-long'])
})

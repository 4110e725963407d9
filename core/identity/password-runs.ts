const keyboardRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', '!@#$%^&*()']
const orders = [...keyboardRows, 'abcdefghijklmnopqrstuvwxyz', '0123456789'].flatMap(row => [row, Array.from(row).reverse().join('')])

/**
 * Whether `text` holds `length` or more characters in a row that any guesser tries: the same one again (`aaaa`), following in the
 * alphabet or in number (`abcd`, `4321`), or neighbours on the keyboard (`qwer`, `1qaz`). Capitals make no difference.
 */
export function hasSimpleRun(text: string, length: number): boolean {
  const characters = Array.from(text.toLowerCase())
  for (let start = 0; start + length <= characters.length; start++) {
    const run = characters.slice(start, start + length)
    if (run.every(character => character === run[0]) || orders.some(order => order.includes(run.join('')))) return true
  }
  return false
}

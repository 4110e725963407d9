const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** `3 天 4 小时`, `25 分钟`: a length of time in the two units that matter. */
export function lengthInWords(milliseconds: number): string {
  if (milliseconds < minute) return '不到 1 分钟'
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} 分钟`
  const [large, small, names] = milliseconds < day ? [hour, minute, ['小时', '分钟']] : [day, hour, ['天', '小时']]
  const rest = Math.floor((milliseconds % large) / small)
  return `${Math.floor(milliseconds / large)} ${names[0]}${rest > 0 ? ` ${rest} ${names[1]}` : ''}`
}

const browsers: [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/AlipayClient/, '支付宝'],
  [/Edg\//, 'Edge 浏览器'],
  [/Firefox\//, 'Firefox 浏览器'],
  [/Chrome\//, 'Chrome 浏览器'],
  [/Safari\//, 'Safari 浏览器'],
]

const systems: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, '安卓'],
  [/iPhone|iPad/, '苹果手机或平板'],
  [/Mac OS X/, '苹果电脑'],
  [/Linux/, 'Linux'],
]

/** What a person calls the device that names itself so; browsers name others beside themselves, so the order matters. */
export function deviceOf(userAgent: string | null): string {
  const named = [browsers, systems].flatMap(names => names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? [])
  return named.length === 0 ? '未知设备' : named.join('，')
}

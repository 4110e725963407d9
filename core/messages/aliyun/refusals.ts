/**
 * Codes after which the same message may succeed later: Aliyun's own troubles, throttling, and the limits per phone and minute or hour.
 * Day and month limits, money, rights, templates, signatures and numbers need a person.
 */
const worthRetrying =
  /^(?:isp\.(?:SYSTEM_ERROR|GATEWAY_ERROR|UNKNOWN.*)|isv\.BUSINESS_LIMIT_CONTROL|Throttling.*|ServiceUnavailable.*|InternalError.*|SignatureNonceUsed)$/i

/** Whether a message refused with this code and HTTP status should be sent again later. */
export function isWorthRetrying(code: string, status: number): boolean {
  return worthRetrying.test(code) || status === 429 || (status >= 500 && !/^is[vp]\./.test(code))
}

/** What the codes mean that an administrator can do something about; Aliyun's own message is often no more than the code. */
const explanations: Record<string, string> = {
  'isv.BUSINESS_LIMIT_CONTROL': '发送过于频繁，触发短信服务商的流量限制',
  'isv.DAY_LIMIT_CONTROL': '已达到短信服务商的当日发送上限',
  'isv.MONTH_LIMIT_CONTROL': '已达到短信服务商的当月发送上限',
  'isv.AMOUNT_NOT_ENOUGH': '账户余额不足，请充值',
  'isv.OUT_OF_SERVICE': '短信账户已停机，请检查余额',
  'isv.MOBILE_NUMBER_ILLEGAL': '手机号码不正确',
  'isv.SMS_TEMPLATE_ILLEGAL': '短信模板不存在或未通过审核',
  'isv.SMS_SIGNATURE_ILLEGAL': '短信签名不存在或未通过审核',
  'isv.TEMPLATE_MISSING_PARAMETERS': '短信模板缺少变量',
  'isv.PARAM_LENGTH_LIMIT': '短信变量超过长度限制',
  'isv.TTS_TEMPLATE_ILLEGAL': '语音模板不存在或未通过审核',
  'isv.BLACK_KEY_CONTROL_LIMIT': '短信变量含有被禁止的内容',
  'isv.PARAM_NOT_SUPPORT_URL': '短信变量不能包含网址',
  'isp.RAM_PERMISSION_DENY': '访问密钥没有发送短信的权限',
  'InvalidAccessKeyId.NotFound': '访问密钥不存在或已停用',
  SignatureDoesNotMatch: '访问密钥不正确',
  'InvalidTimeStamp.Expired': '服务器时间不准，请校准',
}

/** The refusal in Chinese, or what Aliyun said. */
export function explainRefusal(code: string, message: string): string {
  return explanations[code] ?? (message || code)
}

/** Whether the unit falls under the 2026 rules on government apps (S2.12); it may change its mind in its settings. */
export function ReliefQuestion() {
  return (
    <fieldset className="entrance-question">
      <legend>启用减负合规模式吗？</legend>
      <label>
        <input type="radio" name="reliefMode" value="no" defaultChecked /> 不启用
      </label>
      <label>
        <input type="radio" name="reliefMode" value="yes" /> 启用
      </label>
      <p className="entrance-help">
        行政机关、事业单位、群团组织适用《政务移动互联网应用程序规范化管理办法》，建议启用：不显示积分排名和在线时长，不要求定位证明和强制上传照片，不开放红包和商城。以后可在“单位设置”中更改。
      </p>
    </fieldset>
  )
}

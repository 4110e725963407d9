import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Activated, type Activation } from './activated.tsx'
import { ActivationForm } from './activation-form.tsx'
import { Frame } from './frame.tsx'

/** Moving in with an activation code (S1.1), and what to do next. */
export function Activate() {
  const [activation, setActivation] = useState<Activation>()
  useEffect(() => {
    document.title = '入驻激活 · 党建云'
  }, [])
  if (activation)
    return (
      <Frame title="入驻成功" hint={`${activation.tenant.name}已经开通。`} unit={activation.tenant.name}>
        <Activated activation={activation} />
      </Frame>
    )
  return (
    <Frame
      title="入驻激活"
      hint="凭激活码开通本单位的党建云，几分钟就能用起来。"
      ways={
        <span>
          已经开通？<Link to="/login">去登录</Link>
        </span>
      }
    >
      <ActivationForm onActivated={setActivation} />
    </Frame>
  )
}

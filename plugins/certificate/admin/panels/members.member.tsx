import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import type { PanelProps } from '../../../../runtime-web/admin/record/own-panel.tsx'
import './member.css'

/** On a member's page: the way to his certificate. */
export default function CertificateLink({ record }: PanelProps) {
  return (
    <p className="certificate-link">
      <Link to={`/m/certificate.certificate?member=${record.id}`}>
        <SafetyCertificateOutlined /> 查看、打印党员活动证
      </Link>
    </p>
  )
}

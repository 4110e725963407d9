import { ApartmentOutlined, BankOutlined, ClockCircleOutlined, FlagOutlined, TeamOutlined } from '@ant-design/icons'
import type { ComponentType } from 'react'
import { useDictionary } from '../../fields/dictionary.ts'

/** By how a category's code begins: committees, general branches, branches, groups, and what is for the time being. */
const icons: Record<string, ComponentType<{ className?: string; title?: string }>> = {
  '61': BankOutlined,
  '64': BankOutlined,
  '62': ApartmentOutlined,
  '63': FlagOutlined,
  '71': TeamOutlined,
  '91': ClockCircleOutlined,
  '92': ClockCircleOutlined,
  '93': ClockCircleOutlined,
}

export function CategoryIcon({ category }: { category: string | null }) {
  const title = useDictionary('organization-category')?.title(category ?? '')
  const Icon = icons[(category ?? '').slice(0, 2)] ?? BankOutlined
  return (
    <span className="org-icon" title={title} aria-hidden>
      <Icon />
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import type { Rule } from '../../../../core/declarations/rule-data.ts'
import { todayInShanghai } from '../../../../core/identity/dates.ts'
import { get } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import { useRules } from '../../form/use-rules.ts'
import { type OwnRule, type Setting, useSaveSetting } from './setting.ts'

type Settable = Rule & { own: { minimum: number; maximum: number } }

/** Numbers that regulations leave to the unit: terms, periods, sizes. What is set holds from today on. */
export function OwnRules({ setting }: { setting: Setting }) {
  const rules = useRules()
  const own = useQuery({
    queryKey: ['setting', setting.id, 'rules'],
    queryFn: async () => (await get<Setting>(`/core/settings/${setting.id}`)).rules ?? [],
  })
  const error = rules.error ?? own.error
  return (
    <section className="paper settings-wide" aria-labelledby="settings-rules">
      <h2 id="settings-rules">期限和人数</h2>
      <p className="settings-hint">规定留给各单位自定的数值；修改后自当天起适用，以前的仍按原来的。</p>
      {error ? (
        <Failure error={error} onRetry={() => void own.refetch()} />
      ) : !rules.data || !own.data ? (
        <Loading />
      ) : (
        <div className="settings-rules">
          {settable(rules.data.all()).map(rule => (
            <OneRule key={`${rule.key} ${rule.value}`} rule={rule} own={own.data} setting={setting} />
          ))}
        </div>
      )}
    </section>
  )
}

function OneRule({ rule, own, setting }: { rule: Settable; own: OwnRule[]; setting: Setting }) {
  const save = useSaveSetting(setting)
  const [value, setValue] = useState<number | null>(Number(rule.value))
  const { key, title, unit } = rule
  const { minimum, maximum } = rule.own
  const today = todayInShanghai()
  const others = own.filter(one => one.key !== key)
  const earlier = own.filter(one => one.key === key && one.effectiveFrom !== today)
  const keep = () =>
    value !== null && void save({ rules: [...others, ...earlier, { key, value, effectiveFrom: today }] }, '已保存，自今天起适用')
  return (
    <Form onFinish={keep}>
      <Form.Item
        label={title}
        htmlFor={`rule-${key}`}
        layout="vertical"
        extra={`可定 ${minimum} 至 ${maximum} ${unit ?? ''}；${rule.source}`}
      >
        <div className="settings-line">
          <InputNumber id={`rule-${key}`} value={value} onChange={setValue} min={minimum} max={maximum} precision={0} addonAfter={unit} />
          <Button htmlType="submit" disabled={value === null || value === rule.value} aria-label={`保存${title}`}>
            保存
          </Button>
          {own.some(one => one.key === key) && (
            <Button type="text" aria-label={`恢复${title}`} onClick={() => void save({ rules: others }, '已恢复为平台的数值')}>
              恢复
            </Button>
          )}
        </div>
      </Form.Item>
    </Form>
  )
}

/** Of each number the one that came into force last. */
function settable(rules: Rule[]): Settable[] {
  const latest = new Map<string, Rule>()
  for (const rule of rules) {
    const before = latest.get(rule.key)
    if (rule.own && (!before || before.effectiveFrom <= rule.effectiveFrom)) latest.set(rule.key, rule)
  }
  return [...latest.values()] as Settable[]
}

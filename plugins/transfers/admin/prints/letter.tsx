import { Button } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../../../runtime-web/admin/api/problem.ts'
import { post } from '../../../../runtime-web/admin/api/request.ts'
import { isRelated } from '../../../../runtime-web/admin/fields/record.ts'
import type { PrintProps } from '../../../../runtime-web/admin/record/print.ts'
import { chineseDate, chineseMonth, chineseNumber } from '../chinese-numbers.ts'
import { Blank, Part, text, wordFor } from '../letter-parts.tsx'
import { useOffice } from '../office.ts'

/** 组织关系介绍信 in its three parts: the stub that stays, the letter, and the receipt that comes back. */
export default function Letter({ screen, record }: PrintProps) {
  const committee = isRelated(record['committee']) ? record['committee'] : undefined
  const office = useOffice(committee?.id)
  const [idNumber, fill] = useState<string>()
  const [code, show] = useState<string>()
  const word = (name: string) => wordFor(screen, record, name)
  const number = text(record['number'])
  const from = committee?.label ?? office?.name ?? ''
  const to = isRelated(record['toOffice']) ? (record['toOffice'].label ?? '') : text(record['destination'])
  const issued = record['issuedOn'] ? chineseDate(text(record['issuedOn'])) : ''
  const who = (
    <>
      <Blank>{text(record['name'])}</Blank>同志系中共（{word('category')}）
    </>
  )
  return (
    <article className="letter">
      <Part title="中国共产党党员组织关系介绍信存根" number={number} signed={issued}>
        <p>
          {who}，组织关系由<Blank>{unitOf(record)}</Blank>转到<Blank>{to}</Blank>。
        </p>
      </Part>
      <Part title="中国共产党党员组织关系介绍信" number={number} signed={issued} seal={from}>
        <p className="letter-to">{to}：</p>
        <p>
          {who}，{word('sex')}，{word('ethnicity')}，身份证号码
          <Blank wide>{idNumber ?? ''}</Blank>，由<Blank>{unitOf(record)}</Blank>去<Blank>{to}</Blank>，请转接组织关系。该同志党费已交到
          <Blank>{record['duesPaidTo'] ? chineseMonth(text(record['duesPaidTo'])) : ''}</Blank>。
        </p>
        <p>（有效期{chineseNumber(Number(record['validDays']))}天）</p>
        {Boolean(record['fileNote']) && <p>随转材料：{text(record['fileNote'])}</p>}
        <dl className="letter-facts">
          <Fact title="党员联系电话" value={text(record['phone'])} />
          <Fact title="经办人" value={text(record['handler'])} />
          <Fact title="原所在基层党委通讯地址" value={office?.address} />
          <Fact title="联系电话" value={office?.phone} />
          <Fact title="传真" value={office?.fax} />
          <Fact title="邮编" value={office?.postcode} />
        </dl>
        {code && <p className="letter-code">接转验证码：{code}（对方单位也使用本平台时，凭编号和验证码在线接收）</p>}
      </Part>
      <Part title="中国共产党党员组织关系介绍信回执" number={number} signed="　　　　年　　月　　日" seal="">
        <p className="letter-to">{from}：</p>
        <p>
          你处介绍<Blank>{text(record['name'])}</Blank>同志的党员组织关系已转达我处，特此回复。
        </p>
        <p>
          经办人：
          <Blank /> 联系电话：
          <Blank />
        </p>
      </Part>
      {idNumber === undefined && <IdNumber record={record} onTold={fill} />}
      {record['state'] === 'outside' && code === undefined && <Code record={record} onTold={show} />}
    </article>
  )
}

/** The branch that he leaves. */
function unitOf(record: PrintProps['record']): string {
  return isRelated(record['organization']) ? (record['organization'].label ?? '') : ''
}

function Fact({ title, value }: { title: string; value: string | null | undefined }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Stands encrypted in the member's record: it is asked for when it is printed, and that is noted in the log. */
function IdNumber({ record, onTold }: Filling) {
  const member = isRelated(record['member']) ? record['member'].id : undefined
  if (!member) return null
  const ask = async () => {
    const reason = `打印组织关系介绍信 ${text(record['number'])}`
    onTold((await post<{ value: string }>(`/members/members/${member}/transitions/reveal`, { field: 'idNumber', reason })).value)
  }
  return <Filled word="填入身份证号" help="身份证号加密保存，填入时会记入操作日志" ask={ask} />
}

/** For a receiver who works on this platform too. It is said once: printed again, the letter bears another, and the first no longer holds. */
function Code({ record, onTold }: Filling) {
  const ask = async () => onTold((await post<{ code: string }>(`/transfers/transfers/${record.id}/code`)).code)
  return <Filled word="生成接转验证码" help="对方单位也使用本平台时可以在线接收；再次生成后，先前的验证码作废" ask={ask} />
}

type Filling = { record: PrintProps['record']; onTold(value: string): void }

/** What is put on the letter when it is asked for. */
function Filled({ word, help, ask }: { word: string; help: string; ask(): Promise<void> }) {
  const [wrong, tell] = useState<string>()
  return (
    <p className="no-print letter-ask">
      <Button onClick={() => ask().catch((error: unknown) => tell(sentenceOf(error)))}>{word}</Button> {wrong ?? help}
    </p>
  )
}

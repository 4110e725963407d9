import { isRelated } from '../../../../runtime-web/admin/fields/record.ts'
import type { PrintProps } from '../../../../runtime-web/admin/record/print.ts'
import { chineseDate } from '../chinese-numbers.ts'
import { Blank, Part, text } from '../letter-parts.tsx'
import { useOffice } from '../office.ts'

/** The receipt that goes back to who sent a member from outside. */
export default function Receipt({ record }: PrintProps) {
  const committee = isRelated(record['committee']) ? record['committee'] : undefined
  const office = useOffice(committee?.id)
  return (
    <article className="letter">
      <Part
        title="中国共产党党员组织关系介绍信回执"
        number={text(record['letterNumber'])}
        signed={chineseDate(text(record['receiptOn']))}
        seal={committee?.label ?? office?.name ?? ''}
      >
        <p className="letter-to">{text(record['sender'])}：</p>
        <p>
          你处介绍<Blank>{text(record['name'])}</Blank>同志的党员组织关系已转达我处，编入
          <Blank>{isRelated(record['organization']) ? (record['organization'].label ?? '') : ''}</Blank>，特此回复。
        </p>
        <p>
          经办人：
          <Blank>{office?.contactName ?? ''}</Blank> 联系电话：
          <Blank>{office?.phone ?? ''}</Blank>
        </p>
      </Part>
    </article>
  )
}

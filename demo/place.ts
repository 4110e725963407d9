/*
 * 澜屏市 is invented, as is everything in it: a demonstration must not be mistaken for the roll of a real committee.
 */

/** A committee, and those below it. Categories are codes of the dictionary organization-category. */
export type Committee = { name: string; shortName: string; category: string; below: Committee[] }

/** A branch to found: the committee above it, the place that its full name begins with, the unit it belongs to. */
export type PlannedBranch = { above: string; place: string; unit: string; joint: boolean }

const committeeCategory = '611'
const generalBranchCategory = '621'

type Third = { place: string; suffix: string; category: string; units: string[] }
type Second = { name: string; shortName: string; thirds: Third[] }

const township = (place: string, ...units: string[]): Third => ({ place, suffix: '委员会', category: committeeCategory, units })
const department = (place: string, ...units: string[]): Third => ({ place, suffix: '总支部委员会', category: generalBranchCategory, units })

const seconds: Second[] = [
  {
    name: '中共澜屏市青棠区委员会',
    shortName: '青棠区委',
    thirds: [
      township('青棠区柳堤街道', '望潮社区', '橘井社区', '北塔社区', '新荷社区'),
      township('青棠区枫畔镇', '枫畔村', '上渡村', '石阶村', '云坞村'),
    ],
  },
  {
    name: '中共澜屏市禾渡区委员会',
    shortName: '禾渡区委',
    thirds: [
      township('禾渡区桐荫街道', '桐荫社区', '书院社区', '晚亭社区'),
      township('禾渡区白鹭塘镇', '白鹭塘村', '稻香圩村', '南浦头村', '鹭鸣村'),
    ],
  },
  {
    name: '中共澜屏市石榕县委员会',
    shortName: '石榕县委',
    thirds: [township('石榕县榕阳镇', '榕阳村', '茶岭头村', '竹海村', '双井湾村'), township('石榕县松砚乡', '松砚村', '墨池村', '半岭村')],
  },
  {
    name: '中共澜屏市直属机关工作委员会',
    shortName: '市直机关工委',
    thirds: [
      department('澜屏市民政局', '民政局机关', '社会福利中心', '民政局离退休干部'),
      department('澜屏市交通运输局', '交通运输局机关', '公路事务中心', '交通执法支队', '交通局离退休干部'),
    ],
  },
  {
    name: '中共澜屏市教育局委员会',
    shortName: '市教育局党委',
    thirds: [
      department('澜屏市第一中学', '第一中学高中部', '第一中学初中部', '第一中学行政'),
      department('澜屏市实验小学', '实验小学东校区', '实验小学西校区', '实验小学行政'),
    ],
  },
  {
    name: '中共澜屏水务集团有限公司委员会',
    shortName: '水务集团党委',
    thirds: [
      department('澜屏水务集团制水公司', '第一水厂', '第二水厂', '水质检测中心'),
      department('澜屏水务集团管网公司', '管网运行部', '营业服务部', '驻外项目'),
    ],
  },
]

export const cityCommittee: Committee = {
  name: '中共澜屏市委员会',
  shortName: '澜屏市委',
  category: committeeCategory,
  below: seconds.map(({ name, shortName, thirds }) => ({
    name,
    shortName,
    category: committeeCategory,
    below: thirds.map(third => ({
      name: nameOf(third),
      shortName: `${withoutDistrict(third.place)}${third.category === committeeCategory ? '党委' : '党总支'}`,
      category: third.category,
      below: [],
    })),
  })),
}

/** Every branch; those of scattered staff are joint ones (联合党支部). */
export function branchPlan(): PlannedBranch[] {
  return seconds
    .flatMap(second => second.thirds)
    .flatMap(third => third.units.map(unit => ({ above: nameOf(third), place: placeOf(third), unit, joint: unit === '驻外项目' })))
}

function nameOf({ place, suffix }: Third): string {
  return `中共${place}${suffix}`
}

/** A unit of a department already says whose it is. */
function placeOf({ place, category }: Third): string {
  return category === generalBranchCategory ? '澜屏市' : place
}

function withoutDistrict(place: string): string {
  return place.replace(/^(..[区县]|澜屏市?)/, '')
}

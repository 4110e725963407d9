import type { DemoOrganization } from './organizations.ts'
import type { Random } from './random.ts'

/** In the words of `plugins/service-centers`; `organization` is its full name. Numbers that nobody has. */
export type DemoCenter = {
  organization: string
  name: string
  level: 'city' | 'county' | 'town' | 'village' | 'unit'
  address: string
  phone: string
  opensAt: string
  introduction: string
  position: number
}

const levels = { 1: 'city', 2: 'county', 3: 'town', 4: 'village' } as const
const roads = ['人民路', '望江路', '书院街', '文化路', '新荷路', '桐荫巷']
const services = {
  city: '设政策咨询、党员教育、志愿服务和便民服务四个区，常年开设初心课堂，可以预约参观和开展主题党日。',
  county: '设党务服务、教育培训和组织生活场所，各支部可以预约会议室开展组织生活。',
  town: '办理党员组织关系、流动党员报到等事项，代办帮办民政、社保等二十余项便民服务。',
  village: '有党员活动室、图书角和议事厅，每周三晚上延时服务，老人和行动不便的居民可以上门代办。',
  unit: '为本单位党员提供学习和组织生活场所，并向周边居民开放。',
}
const hours = ['周一至周五 9:00—17:30', '周一至周日 8:30—20:00', '周一至周六 9:00—18:00']

/** The city's own, those of districts, and of every street and town, with some of their communities and villages. */
export function demoCenters(random: Random, organizations: DemoOrganization[]): DemoCenter[] {
  const places = organizations.filter(one => one.level === 1 || placeIn(one) !== undefined)
  const ofBranches = places.filter(one => one.level === 4)
  const shown = [...places.filter(one => one.level < 4), ...ofBranches.filter((_, at) => at % 3 === 0)]
  return shown.map((organization, at) => {
    const place = organization.level === 1 ? '澜屏市' : placeIn(organization)!
    const level = levels[organization.level]
    return {
      organization: organization.name,
      name: `${place}党群服务中心`,
      level,
      address: `${place}${random.one(roads)} ${random.between(1, 199)} 号`,
      phone: `0000-${random.between(2_000_000, 8_999_999)}`,
      opensAt: random.one(hours),
      introduction: services[level],
      position: organization.level * 100 + at,
    }
  })
}

/** Where it is: a district, street, town, community or village; none for offices and schools. */
function placeIn({ name, level }: DemoOrganization): string | undefined {
  const place = /^中共(?:澜屏市)?(.*?)(?:总支部|联合支部|支部)?委员会$/.exec(name)?.[1]
  const kind = { 1: /市$/, 2: /[区县]$/, 3: /(街道|镇|乡)$/, 4: /(社区|村)$/ }[level]
  return place && kind.test(place) ? place : undefined
}

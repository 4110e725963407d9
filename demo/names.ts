import type { Random } from './random.ts'

/** Common family names, some more than once as they are in life; a few of two characters. */
const familyNames = [
  ...'王王王李李李张张张刘刘陈陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  '欧阳',
  '上官',
  '司徒',
  '诸葛',
]
const menOld = [
  ...'国建德志文明华军平福永荣成庆林生海山春长根宝金',
  '建国',
  '志明',
  '国强',
  '德发',
  '永福',
  '长庚',
  '卫东',
  '援朝',
  '学军',
  '建华',
]
const womenOld = [...'英兰秀珍梅玉凤桂芳霞淑云翠琴莲菊香', '秀英', '玉兰', '桂芳', '淑珍', '凤霞', '爱华', '春梅', '素琴']
const menYoung = [...'伟强磊勇杰涛超鹏飞浩宇俊凯博睿轩', '子豪', '宇航', '浩然', '俊杰', '志远', '文博', '思源', '嘉诚', '明哲', '天佑']
const womenYoung = [...'敏静丽娟艳婷慧倩雪颖琳佳怡悦欣', '雨晴', '思琪', '佳怡', '欣然', '梦瑶', '诗涵', '文静', '晓彤', '若溪', '雅婷']

/** Names of an older fashion for those born before this year. */
const fashionChangedIn = 1975

/** A name as people of that sex and age have it. Nobody in particular is meant. */
export function personName(random: Random, person: { sex: '1' | '2'; birthYear: number }): string {
  const old = person.birthYear < fashionChangedIn
  const given = person.sex === '1' ? (old ? menOld : menYoung) : old ? womenOld : womenYoung
  const first = random.one(given)
  const family = random.one(familyNames)
  if (first.length > 1 || random.chance(0.35)) return family + first
  return family + first + random.one(given.filter(other => other.length === 1 && other !== first))
}

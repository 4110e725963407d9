/** The sites of the invented city: that of its committee, and that of the branch whose people the accounts are. */
export type DemoSite = {
  of: 'city' | 'branch'
  template: string
  code: string
  title: string
  description: string
  articles: DemoArticle[]
}

/** `days` ago; the column is one of the template's. */
export type DemoArticle = { column: string; title: string; summary: string; author: string; days: number; paragraphs: string[] }

const article = (column: string, days: number, title: string, author: string, summary: string, ...paragraphs: string[]): DemoArticle => ({
  ...{ column, days, title, author, summary },
  paragraphs: [summary, ...paragraphs],
})

export const demoSites: DemoSite[] = [
  {
    of: 'city',
    template: 'stately',
    code: 'city',
    title: '澜屏先锋网',
    description: '澜屏市委组织部主办，发布全市组织工作动态、党务公开和基层风采。',
    articles: [
      article(
        'news',
        1,
        '全市基层党建工作推进会召开',
        '市委组织部',
        '会议总结上半年基层党建工作，部署下半年重点任务。',
        '会议要求，各级党组织要把工作重心放到支部，把力量下沉到网格，用好走访、座谈和群众评议，及时回应群众关切。',
        '会上，六个基层党委作了交流发言，与会人员现场观摩了两个党群服务中心。',
      ),
      article(
        'news',
        3,
        '市委理论学习中心组举行集体学习研讨',
        '市委宣传部',
        '围绕提升基层治理水平开展专题研讨。',
        '大家结合分管领域谈体会、找差距、提措施，确定年内完成的十二项整改任务。',
      ),
      article(
        'news',
        6,
        '三项便民举措在党群服务中心落地',
        '市委组织部',
        '延时服务、代办帮办、流动服务点让群众少跑腿。',
        '截至目前，全市已有四十二个服务中心推行延时服务，累计代办事项三千余件。',
      ),
      article(
        'building',
        2,
        '支部规范化建设现场观摩活动举行',
        '基层办',
        '来自各县区的支部书记实地观摩、互学互鉴。',
        '观摩组查看台账、听取介绍，围绕组织生活、阵地建设、党员管理提出改进建议。',
      ),
      article(
        'building',
        8,
        '流动党员“一对一”联系机制全面建立',
        '基层办',
        '每名流动党员都有联系人，每季度至少联系一次。',
        '各支部利用节假日返乡时机集中走访，掌握就业和生活情况，帮助解决实际困难。',
      ),
      article(
        'education',
        4,
        '“微党课”评选结果揭晓',
        '党员教育中心',
        '二十堂微党课入选全市示范课程。',
        '参选课程由一线党员自己讲、讲身边事，平均时长十二分钟，可供各支部组织生活选用。',
      ),
      article(
        'education',
        10,
        '新党员集中培训班开班',
        '市委党校',
        '一百二十名新党员参加为期三天的培训。',
        '培训采取专题辅导、现场教学、分组讨论相结合的方式进行，结业前组织集体宣誓。',
      ),
      article(
        'talent',
        5,
        '青年干部到村挂职满月座谈会召开',
        '干部科',
        '三十名挂职干部谈收获、提建议。',
        '与会同志表示，要把调查研究作为基本功，真正沉下去，多为村里办看得见的事。',
      ),
      article(
        'open',
        7,
        '上半年发展党员工作情况公示',
        '组织科',
        '按照有关规定，现将上半年发展党员工作情况予以公示。',
        '公示期间，如有意见可以通过来信、来电、来访等方式反映，我们将认真核实并反馈。',
      ),
      article(
        'grassroots',
        2,
        '社区里的“红色合伙人”',
        '通讯员',
        '物业、商户和居民一起议事，老旧小区停车难有了办法。',
        '支部牵头召开四次议事会，协调出临时车位八十六个，制定错时停车公约。',
      ),
      article(
        'grassroots',
        9,
        '雨夜里的党员突击队',
        '通讯员',
        '连续三天强降雨，党员突击队转移群众一百余人。',
        '队员们挨家挨户敲门，背着老人蹚水转移，天亮后又投入清淤和消杀。',
      ),
    ],
  },
  {
    of: 'branch',
    template: 'branch',
    code: 'branch-home',
    title: '党支部之家',
    description: '支部的活动、学习和身边的好党员。',
    articles: [
      article(
        'news',
        2,
        '七月主题党日：重温入党誓词',
        '组织委员',
        '全体党员重温誓词，交流学习体会。',
        '会后，大家到结对的困难群众家中走访，帮助打扫卫生、检查用电安全。',
      ),
      article(
        'news',
        12,
        '支部召开组织生活会',
        '支部书记',
        '会前谈心谈话全覆盖，会上开展批评和自我批评。',
        '针对查摆出的问题，支部列出整改清单，明确责任人和完成时限。',
      ),
      article(
        'study',
        5,
        '读书分享：从一封家书说起',
        '学习委员',
        '六名党员分享读书体会。',
        '分享会不念稿子，只讲触动自己的一段话、准备改进的一件事。',
      ),
    ],
  },
]

import { MOST_COUNTED } from '../ports.ts';
import { joined, sayDays } from './phrases.ts';
import type { Words } from './words.ts';

const dates = new Intl.DateTimeFormat('zh-CN', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const numbers = new Intl.NumberFormat('zh-CN');
const listOf = new Intl.ListFormat('zh', { type: 'conjunction' });
const DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const weekdays = (days: readonly number[]) => sayDays(days, DAYS, '每天');
const weekdayFormat = new Intl.DateTimeFormat('zh', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const weekday = (iso: string) => weekdayFormat.format(new Date(`${iso}T00:00:00Z`));

const papers = (count: number) => `${numbers.format(count)} 篇论文`;
const found = (total: number) =>
  total < MOST_COUNTED ? papers(total) : `${numbers.format(MOST_COUNTED)} 多篇论文`;
const about = (topic: string | undefined) => (topic === undefined ? '' : `关于“${topic}”的`);
const day = (iso: string) => dates.format(new Date(`${iso}T00:00:00Z`));

function ago(days: number): string {
  if (days === 1) return '昨天';
  if (days < 60) return `${days} 天前`;
  if (days < 700) return `${Math.round(days / 30.44)} 个月前`;
  return `${Math.round(days / 365.25)} 年前`;
}

const paper = 'arXiv 编号或链接、短名，或标题中的词';
const topic = '写法与 search 相同';

const languages = { en: '英文', ru: '俄文', zh: '中文' } as const;

export const zh: Words = {
  lineTooLong: (most) => `太长了：最多 ${numbers.format(most)} 个字符。`,
  noSuchCommand: (name) => `没有“${name}”这个命令。`,
  noSuchOption: (command) => `${command} 没有这个选项。`,
  missing: (option) => `缺少 ${option.name}（${option.description}）。`,
  outOfBounds: (option) => {
    if (option.choices) return `${option.name} 只能是 ${option.choices.join('、')}。`;
    if (option.minimum !== undefined)
      return `${option.name} 的范围是 ${option.minimum} 到 ${option.maximum}。`;
    return `${option.name} 的长度是 ${option.minLength ?? 0} 到 ${option.maxLength} 个字符。`;
  },
  forExample: '例如：',
  bug: (reference) => `我这边出错了，日志编号 ${reference}；可以再试一次。`,
  badDay: (given) => `“${given}”不是日期，请写成 年-月-日。`,
  noSuchPage: (page, last) => `没有第 ${page} 页：最后一页是第 ${last} 页。`,

  day,
  yearInferred: '年份为推断',
  authors: (count) => `${count} 位作者`,
  andMore: (names, more) =>
    more > 0 ? `${names.join('、')} 等 ${names.length + more} 人` : names.join('、'),
  linkKind: {
    code: '代码',
    project: '项目',
    demo: '演示',
    data: '数据',
    model: '模型',
    video: '视频',
    page: '链接',
  },
  language: languages,
  withdrawn: '已撤稿',
  derivedTitle: '标题取自摘要',
  cutAbstract: '原页面到此中断',
  foundIn: (document, line) => `${document}，第 ${line} 行`,
  papers,
  commands: {
    search: {
      name: '搜索',
      summary: '按词、短语、作者、类别或日期查找论文',
      options: {
        query: '词、"短语"、-排除 author: cat: year: after: before: has:code lang: sort:',
        page: '第几页结果',
      },
    },
    ask: {
      name: '提问',
      summary: '用论文中的句子回答问题，并附引用',
      options: {
        question: '您想知道什么',
        about: '这个问题所接续的问题',
        papers: '先读的论文编号，以逗号分隔',
        quotes: '只用作者原句，不用语言模型',
      },
    },
    show: { name: '论文', summary: '按 arXiv 编号、链接或标题显示一篇论文', options: { paper } },
    summary: {
      name: '摘要',
      summary: '用作者自己的句子给出要点、问题、思路和结果',
      options: { paper, lang: '用哪种语言撰写（需有语言模型）', original: '只用作者原句，不用语言模型' },
    },
    today: {
      name: '今天',
      summary: '今天的新论文，或另一天的论文',
      options: { topic, day: '另一天，如 2024-11-26', page: '当天的第几页' },
    },
    random: {
      name: '随机',
      summary: '随机一篇论文，可限定主题',
      options: { topic, seed: '相同的种子得到相同的论文' },
    },
    similar: { name: '相似', summary: '相似的论文以及共同点', options: { paper } },
    papers: {
      name: '文中论文',
      summary: '文中每个 arXiv 编号或链接的论文卡片',
      options: { text: '含 arXiv 编号或链接的文字' },
    },
    cards: {
      name: '卡片',
      summary: '此频道中 arXiv 链接和编号的卡片：打开或关闭',
      options: { state: 'on 或 off；不填则显示当前状态' },
    },
    cite: { name: '引用', summary: 'LaTeX 可直接使用的 BibTeX 条目', options: { paper } },
    help: {
      name: '帮助',
      summary: '我能做什么，或某个命令的选项和示例',
      options: { command: '要说明的命令' },
    },
  },

  show: '查看',
  summary: '要点',
  similar: '相似',
  cite: '引用',
  back: '◀ 上一页',
  more: '下一页 ▶',
  another: '换一篇',
  again: '再试一次',
  share: '分享',
  cannotPost: (channel, missing) =>
    `我无权在 #${channel} 回复${missing.length > 0 ? `：缺少${missing.map((each) => `“${each}”`).join('、')}权限` : ''}。请管理员授予后再试。`,
  notMemberHere: '只有您能看到：我不在此会话中。会话成员可输入 /invite 和我的名字，然后再试。',
  notAllowedHere: '只有您能看到：我无权在此发言，管理员可以更改。',
  nothingToShow: '没有可显示的内容。',
  andMoreCards: (count) => `还有 ${count} 项`,
  label: {
    authors: '作者',
    comments: '备注',
    links: '链接',
    options: '选项',
    examples: '示例',
    why: '理由',
    shared: '此前',
  },

  searchPapers: '搜索论文',
  whatToSearch: '您要找什么？',
  searchExamples: 'moe · "state space" · arXiv 编号',
  close: '关闭',
  oneMoment: '请稍候……',
  waysToAsk: [
    { text: '怎样提问', style: 'bold' },
    '\n在任何地方输入 ',
    { text: '/paper search moe', style: 'code' },
    '；',
    { text: '/paper help', style: 'code' },
    ' 列出所有命令。分享之前，回答只有您能看到。\n',
    '在频道里提及我，或在这里给我写信：问题、主题或 arXiv 编号。\n',
    '粘贴论文链接：我会补上论文信息和要点。\n',
    '在任何消息的菜单中选择“Papers in this message”。',
  ],

  foundPapers: (total, asked, also) =>
    `${about(asked)}${found(total)}${also.length > 0 ? `（也包括：${also.join('、')}）` : ''}`,
  corrected: (searched, asked) => `没有论文提到“${asked}”，已改为搜索 ${searched}。`,
  nothingFound: (asked, bare) => `没有论文${bare ? '提到' : '符合'}“${asked}”。`,
  didYouMean: (suggestions) =>
    suggestions.length > 0
      ? `您是不是要找 ${suggestions.map(({ text, papers: count }) => `${text}（${count}）`).join(' 或 ')}？`
      : '请试试更少或更一般的词。',
  pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,

  notInCorpus: (arxivId) => `我这里没有 arXiv ${arxivId}。`,
  noIdsInText: '文中没有 arXiv 编号或链接。',
  noSuchPaper: (reference) => `没有名为“${reference}”的论文。`,
  severalPapers: (reference) => `有几篇论文符合“${reference}”，要哪一篇？`,

  tldr: '要点',
  problem: '问题',
  idea: '思路',
  results: '结果',
  authorsOwnWords: '作者的原话',

  writtenBy: (model) => `由 ${model} 撰写，已与摘要核对。`,
  notWritten: {
    unchecked: '模型所写未通过核对，以下是作者的原句。',
    spent: '今天的撰写额度已用完，以下是作者的原句。',
    stopped: '已停止，以下是作者的原句。',
    unavailable: '模型没有回答，以下是作者的原句。',
  },
  original: '作者原句',
  translatedBy: (model) => `由 ${model} 翻译；点“作者原句”看原文。`,
  picksTranslated: (lang, model) =>
    model === undefined
      ? `我在那里的话是${languages[lang]}。标题和 TL;DR 保持作者原文：没有配置可翻译的语言模型。`
      : `我在那里的话是${languages[lang]}，标题和 TL;DR 由 ${model} 翻译；点一下即可看原文。`,

  papersSpeak: (count) => `有 ${papers(count)}谈到这个问题。`,
  looseMatch: '匹配较松：采用前请核对。',
  seemToDiffer: (one, other) => `${one} 与 ${other} 似乎不一致：一说增加，一说减少。`,
  noneAnswers: (count) => `这里的 ${papers(count)}都没有回答这个问题。`,
  closestPapers: '最接近的：',
  searchFor: (asked) => `搜索“${asked}”`,
  morePapers: '更多论文',
  fromAbstracts: (count, newest) =>
    `仅依据摘要。共 ${papers(count)}${newest ? `，最新 ${day(newest)}` : ''}。`,
  stoppedReading: '已在阅读论文之前停止。',
  reading: (count) => `正在阅读 ${papers(count)}…`,

  newToday: (count, today, of) => `今天（${day(today)}）的${about(of)}新论文：${count} 篇`,
  papersOf: (count, of, on) => `${day(of)}的${about(on)}${papers(count)}`,
  nothingOn: (of, isToday, on) =>
    isToday ? `今天（${day(of)}）没有${about(on)}新论文。` : `${day(of)}没有${about(on)}论文。`,
  announcement: (today) => {
    if (today.kind === 'none')
      return today.why === 'weekend' ? 'arXiv 周末不发布新论文。' : '今天是假日，arXiv 不发布新论文。';
    if (today.kind === 'late') return 'arXiv 今天的发布推迟了。';
    if (today.kind === 'broken') return `无法读取 arXiv 的发布：${today.problem}。`;
    return today.kind === 'not-asked' ? '今天还没有查看 arXiv 的发布。' : '';
  },
  lastDay: (of, count, daysAgo) => `最近有论文的一天是${day(of)}（${ago(daysAgo)}），共 ${papers(count)}：`,
  corpusAge: (count, newest, daysAgo) => `总共 ${papers(count)}；最新一篇是${day(newest)}，${ago(daysAgo)}。`,
  nothingYet: (on) => `没有${about(on)}带日期的论文。`,
  emptyCorpus: '还没有带日期的论文。',

  onlyInChannels: '这是按频道设置的：请在该频道中输入。',
  mayNotManage: '只有可以管理此频道的人才能更改，请联系他们。',
  cardsAre: (on) => (on ? '此频道中提到的论文会附上卡片。' : '此频道中提到的论文不附卡片。'),

  onlyAdmins: '仅限本机器人的运行者：由启动者在 ADMINS 中指定。',
  corpusSize: (count, newest) => `${papers(count)}${newest ? `，最新 ${day(newest)}` : ''}`,
  sources: '来源',
  sourceState: (hours, problem) =>
    `${hours === undefined ? '尚未成功' : hours === 0 ? '一小时内已更新' : `${hours} 小时前成功`}${problem === undefined ? '' : `；上次失败：${problem}`}`,
  running: ({ version, hours, subscriptions }) =>
    `Paperboy ${version}，已运行 ${hours} 小时。订阅：${subscriptions}。`,

  slowDown: (seconds) => `请求太密集了，请在 ${seconds} 秒后再试。`,

  subscription: ({ topic, at, zone, days, count }) =>
    `${topic ?? '所有新论文'} · ${weekdays(days)} ${at}（${zone}）· 最多 ${count} 篇`,
  subscribed: (subscription) => `每日精选：${subscription}`,
  unsubscribed: (subscription) => `已取消每日精选：${subscription}`,
  moment: (of, time, zone) => `${day(of)} ${time}（${zone}）`,
  nextPicks: (moment) => `下一次：${moment}。`,
  subscriptionsHere: (count) => `本频道有 ${count} 个订阅`,
  noSubscriptions: '本频道还没有每日精选。',
  noSuchSubscription: (id) => `本频道没有订阅“${id}”。`,
  whichSubscription: '是哪一个？',
  tooManySubscriptions: (most) => `一个频道最多 ${most} 个订阅：请取消或修改其中一个。`,
  badTime: (given) => `看不懂“${given}”是几点。`,
  badDays: (given) => `看不懂“${given}”是星期几。`,
  badZone: (given, zones) =>
    `“${given}”没有说明是哪个时区（夏令时不同）。请写地名${zones.length > 0 ? `：${zones.join('、')}` : '，例如 Asia/Shanghai'}。`,
  preview: '预览',
  change: '修改',
  changeByLine: '按要改的一项，或者按需要输入这一行：',
  pause: '暂停',
  resume: '恢复',
  unsubscribe: '取消',
  upTo: (count) => `最多 ${count} 篇`,
  weekdays,
  whenEmpty: { say: '没有论文时说一声', silent: '没有论文时不出声' },
  pausedBecause: {
    'by-hand': '已暂停。',
    gone: '已暂停：找不到这个频道。',
    'not-allowed': '已暂停：我在这里没有发言权限。授权后再恢复。',
  },
  pausedTold: (subscription, why) =>
    `您的一个订阅已暂停（${subscription}）：${
      why === 'gone'
        ? '频道已不存在。'
        : '我在那个频道没有发言权限。管理员授权后，在那里输入 /paper subscriptions 再恢复。'
    }`,
  picksOf: (of, count, among, topic) => `${weekday(of)} · ${among} 篇${about(topic)}新论文中的 ${count} 篇`,
  headline: (phrases) => listOf.format(phrases),
  because: (why) =>
    joined(
      why.map((reason) => {
        if (reason.kind === 'topic') return ['符合 ', { text: reason.text, style: 'italic' }];
        if (reason.kind === 'upvotes') return [`▲ ${numbers.format(reason.count)}（Hugging Face）`];
        if (reason.kind === 'new') return ['新论文'];
        const people = `与这里 ${numbers.format(reason.people)} 人喜欢的 `;
        return [people, { text: reason.title, style: 'italic' }, ' 相近'];
      }),
    ),
  notSubscribed: '这是预览：用同样的主题输入“subscribe”，就能在频道里收到。',
  lastPapers: (of, daysAgo) => `最近的论文：${day(of)}（${daysAgo === 0 ? '今天' : ago(daysAgo)}）。`,

  vote: '投票',
  save: '收藏',
  unsave: '移出列表',
  readingList: '阅读列表',
  voted: (title, vote) =>
    vote === undefined ? `已撤回投票：${title}` : `您投了${vote > 0 ? '赞成' : '反对'}票：${title}`,
  period: { week: '本周', month: '本月', all: '全部' },
  topPapers: (count, period) =>
    `${{ week: '本周', month: '本月', all: '迄今' }[period]}这里得票最多的 ${papers(count)}`,
  noVotes: (period) =>
    `${{ week: '本周', month: '本月', all: '目前' }[period]}还没有人投票。👍 和 👎 在每篇公开论文的下方。`,
  savedPaper: (title) => `已加入阅读列表：${title}`,
  unsavedPaper: (title) => `已移出阅读列表：${title}`,
  savedPapers: (count) => `您的阅读列表：${papers(count)}`,
  savedOn: (of) => `${day(of)} 收藏`,
  nothingSaved: '您的阅读列表是空的。每篇论文下方都有“收藏”。',
  exported: (count) => `您的阅读列表（${papers(count)}）文件`,
  forgotten: ({ votes, saved, sightings, answers, subscriptions }) =>
    votes + saved + sightings + answers + subscriptions === 0
      ? '没有关于您的记录。'
      : `已删除：${votes} 票、${saved} 篇收藏、${sightings} 条分享记录、${answers} 个讨论串中的提问；${subscriptions} 个订阅不再有您的名字。`,
  sharedBy: (name, place, of) => `${name} ${of} 在 #${place} 分享过`,

  randomPaper: (on, among) => `从${about(on)}${papers(among)}中随机一篇`,
  similarTo: (title) => ['与 ', { text: title, style: 'bold' }, ' 相似的论文'],
  nothingSimilar: (title) => `没有与“${title}”相似的论文。`,
  sharedTerms: (terms) => `共同点：${terms.join('、')}`,
  citationWithoutAuthors: '原页面没有列出作者：发表前请补上。',
  helpTitle: 'Paperboy 回答关于 AI 论文的问题',
  helpText: [
    '试试 ',
    { text: 'search moe', style: 'code' },
    '。直接输入 arXiv 编号或链接即可显示论文。',
    { text: 'help search', style: 'code' },
    ' 说明单个命令。',
  ],
  usage: (command) => `${command} 的用法`,
  optional: '可选',
  greeting: (count, newest) =>
    `${papers(count)}${newest ? `，最新 ${day(newest)}` : ''}。输入 help 或 search moe；exit 退出。`,

  cancel: '取消',
  nothingToCancel: '已经没有可取消的了。',
  notYoursToCancel: '只有提问者可以取消。',
  filesInDirectMessages: () => '文件已发到你的私信。',
  filesNotSent: () => '文件未能发送，请稍后再试。',
};

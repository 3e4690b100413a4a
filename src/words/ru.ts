import { MOST_COUNTED } from '../ports.ts';
import { capitalised, joined, sayDays } from './phrases.ts';
import type { Words } from './words.ts';

const dates = new Intl.DateTimeFormat('ru-RU', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const numbers = new Intl.NumberFormat('ru-RU');
const listOf = new Intl.ListFormat('ru', { type: 'conjunction' });
const DAYS = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
const weekdays = (days: readonly number[]) => sayDays(days, DAYS, 'каждый день');
const weekdayFormat = new Intl.DateTimeFormat('ru', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const weekday = (iso: string) => weekdayFormat.format(new Date(`${iso}T00:00:00Z`));
const plural = new Intl.PluralRules('ru-RU');

/** The form of a noun after a number: `one` 1, 21; `few` 2–4; `many` 5–20. */
function counted(count: number, one: string, few: string, many: string): string {
  const form = { one, few, many, other: few, zero: many, two: few }[plural.select(count)];
  return `${numbers.format(count)} ${form}`;
}

const papers = (count: number) => counted(count, 'статья', 'статьи', 'статей');
const found = (total: number) =>
  total < MOST_COUNTED ? papers(total) : `Более ${numbers.format(MOST_COUNTED)} статей`;
const about = (topic: string | undefined) => (topic === undefined ? '' : ` по теме «${topic}»`);
const day = (iso: string) => dates.format(new Date(`${iso}T00:00:00Z`)).replace(/\s?г\.$/, '');

function ago(days: number): string {
  if (days === 1) return 'вчера';
  if (days < 60) return `${counted(days, 'день', 'дня', 'дней')} назад`;
  if (days < 700) return `${counted(Math.round(days / 30.44), 'месяц', 'месяца', 'месяцев')} назад`;
  return `${counted(Math.round(days / 365.25), 'год', 'года', 'лет')} назад`;
}

const paper = 'ID или ссылка arXiv, slug или слова из названия';
const topic = 'слова, как в search';

const languages = { en: 'на английском', ru: 'на русском', zh: 'на китайском' } as const;

export const ru: Words = {
  lineTooLong: (most) => `Слишком длинно: не больше ${numbers.format(most)} знаков.`,
  noSuchCommand: (name) => `Команды «${name}» нет.`,
  noSuchOption: (command) => `У команды ${command} нет такого параметра.`,
  missing: (option) => `Не хватает параметра ${option.name} (${option.description}).`,
  outOfBounds: (option) => {
    if (option.choices) return `${option.name}: одно из ${option.choices.join(', ')}.`;
    if (option.minimum !== undefined) return `${option.name}: от ${option.minimum} до ${option.maximum}.`;
    return `${option.name}: от ${option.minLength ?? 0} до ${option.maxLength} знаков.`;
  },
  forExample: 'Например:',
  bug: (reference) => `У меня что-то сломалось. В журнале это ${reference}; можно попробовать ещё раз.`,
  badDay: (given) => `«${given}» — не день. Пишите год-месяц-день.`,
  noSuchPage: (page, last) => `Страницы ${page} нет: последняя — ${last}.`,

  day,
  yearInferred: 'год выведен',
  authors: (count) => counted(count, 'автор', 'автора', 'авторов'),
  andMore: (names, more) => (more > 0 ? `${names.join(', ')} и ещё ${more}` : names.join(', ')),
  linkKind: {
    code: 'код',
    project: 'проект',
    demo: 'демо',
    data: 'данные',
    model: 'модель',
    video: 'видео',
    page: 'ссылка',
  },
  language: languages,
  withdrawn: 'отозвана',
  derivedTitle: 'название взято из аннотации',
  cutAbstract: 'здесь страница обрывается',
  foundIn: (document, line) => `${document}, строка ${line}`,
  papers,
  commands: {
    search: {
      name: 'поиск',
      summary: 'Найти статьи по словам, фразам, авторам, рубрикам и датам',
      options: {
        query: 'слова, "фраза", -слово, author: cat: year: after: before: has:code lang: sort:',
        page: 'какая страница результатов',
      },
    },
    ask: {
      name: 'спросить',
      summary: 'Ответ на вопрос: предложения из статей со ссылками',
      options: {
        question: 'что вы хотите узнать',
        about: 'вопрос, который этот продолжает',
        papers: 'ID статей, с которых начать, через запятую',
        quotes: 'только слова авторов, без языковой модели',
      },
    },
    show: { name: 'статья', summary: 'Показать статью по ID arXiv, ссылке или названию', options: { paper } },
    summary: {
      name: 'кратко',
      summary: 'Суть, задача, идея и результаты словами авторов',
      options: {
        paper,
        lang: 'на каком языке писать, если есть языковая модель',
        original: 'слова самих авторов, без языковой модели',
      },
    },
    today: {
      name: 'сегодня',
      summary: 'Что нового сегодня или в другой день',
      options: { topic, day: 'другой день, например 2024-11-26', page: 'какая страница этого дня' },
    },
    random: {
      name: 'случайная',
      summary: 'Случайная статья, любая или по теме',
      options: { topic, seed: 'с одним и тем же числом выпадает одна и та же статья' },
    },
    similar: { name: 'похожие', summary: 'Похожие статьи и что у них общего', options: { paper } },
    papers: {
      name: 'статьи',
      summary: 'Карточка для каждого ID или ссылки arXiv в тексте',
      options: { text: 'любой текст с ID или ссылками arXiv' },
    },
    cards: {
      name: 'карточки',
      summary: 'Карточки для ссылок и ID arXiv в этом канале: включить или выключить',
      options: { state: 'on или off; без этого — как сейчас' },
    },
    cite: { name: 'цитата', summary: 'Запись BibTeX, которую примет LaTeX', options: { paper } },
    help: {
      name: 'помощь',
      summary: 'Что я умею, или одна команда с примерами',
      options: { command: 'какую команду объяснить' },
    },
  },

  show: 'Показать',
  summary: 'Кратко',
  similar: 'Похожие',
  cite: 'Цитата',
  back: '◀ Назад',
  more: 'Ещё ▶',
  another: 'Другая',
  again: 'Ещё раз',
  share: 'Поделиться',
  cannotPost: (channel, missing) =>
    `Мне нельзя отвечать в #${channel}${missing.length > 0 ? `: не хватает прав ${missing.map((each) => `«${each}»`).join(', ')}` : ''}. Их может дать модератор; потом спросите ещё раз.`,
  notMemberHere:
    'Это видите только вы: меня нет в этой беседе. Кто-нибудь из участников может написать /invite и моё имя; потом попробуйте ещё раз.',
  notAllowedHere: 'Это видите только вы: мне не разрешено писать сюда. Это может изменить администратор.',
  nothingToShow: 'Показать нечего.',
  andMoreCards: (count) => `и ещё ${count}`,
  label: {
    authors: 'Авторы',
    comments: 'Примечания',
    links: 'Ссылки',
    options: 'Параметры',
    examples: 'Примеры',
    why: 'Почему',
    shared: 'Уже здесь',
  },

  searchPapers: 'Поиск статей',
  whatToSearch: 'Что ищете?',
  searchExamples: 'moe · "state space" · ID arXiv',
  close: 'Закрыть',
  oneMoment: 'Минутку …',
  waysToAsk: [
    { text: 'Как спросить', style: 'bold' },
    '\n',
    { text: '/paper search moe', style: 'code' },
    ' где угодно; ',
    { text: '/paper help', style: 'code' },
    ' — все команды. Ответ видите только вы, пока не поделитесь.\n',
    'Упомяните меня в канале или напишите мне здесь: вопрос, тему или ID arXiv.\n',
    'Вставьте ссылку на статью: я добавлю её данные и суть.\n',
    'В меню любого сообщения: «Papers in this message».',
  ],

  foundPapers: (total, asked, also) =>
    `${found(total)}${about(asked)}${also.length > 0 ? ` (а также: ${also.join(', ')})` : ''}`,
  corrected: (searched, asked) => `Слов «${asked}» нет ни в одной статье, поэтому я искал ${searched}.`,
  nothingFound: (asked, bare) =>
    bare ? `Слов «${asked}» нет ни в одной статье.` : `Под «${asked}» не подходит ни одна статья.`,
  didYouMean: (suggestions) =>
    suggestions.length > 0
      ? `Может быть, ${suggestions.map(({ text, papers: count }) => `${text} (${count})`).join(' или ')}?`
      : 'Попробуйте меньше слов или более общие.',
  pageOf: (page, pages) => `Страница ${page} из ${pages}`,

  notInCorpus: (arxivId) => `Статьи arXiv ${arxivId} у меня нет.`,
  noIdsInText: 'Здесь нет ни ID, ни ссылки arXiv.',
  noSuchPaper: (reference) => `Статьи «${reference}» у меня нет.`,
  severalPapers: (reference) => `«${reference}» подходит к нескольким статьям. К какой?`,

  tldr: 'Суть',
  problem: 'Задача',
  idea: 'Идея',
  results: 'Результаты',
  authorsOwnWords: 'слова самих авторов',

  writtenBy: (model) => `Написано моделью ${model}, сверено с аннотациями.`,
  notWritten: {
    unchecked: 'Написанное моделью не прошло проверку, поэтому здесь слова самих авторов.',
    spent: 'Дневной запас для написанных ответов исчерпан, поэтому здесь слова самих авторов.',
    stopped: 'Остановлено; здесь слова самих авторов.',
    unavailable: 'Модель не ответила, поэтому здесь слова самих авторов.',
  },
  original: 'Слова авторов',
  translatedBy: (model) => `Перевод модели ${model}; оригинал — по кнопке «Слова авторов».`,
  picksTranslated: (lang, model) =>
    model === undefined
      ? `Мои слова там будут ${languages[lang]}. Названия и TL;DR останутся такими, как их написали авторы: языковая модель для перевода не подключена.`
      : `Мои слова там будут ${languages[lang]}, а названия и TL;DR переводит ${model}; оригинал — в одно нажатие.`,

  papersSpeak: (count) => `Об этом здесь: ${papers(count)}.`,
  looseMatch: 'Совпадение неточное: проверьте, прежде чем полагаться.',
  seemToDiffer: (one, other) => `${one} и ${other}, похоже, расходятся: у одних больше, у других меньше.`,
  noneAnswers: (count) => `Ответа на это здесь нет (всего ${papers(count)}).`,
  closestPapers: 'Ближе всего:',
  searchFor: (asked) => `Искать «${asked}»`,
  morePapers: 'Ещё статьи',
  fromAbstracts: (count, newest) =>
    `Только по аннотациям. ${papers(count)}${newest ? `, самая новая от ${day(newest)}` : ''}.`,
  stoppedReading: 'Остановлено до того, как статьи были прочитаны.',
  reading: (count) => `Читаю ${papers(count)}…`,

  newToday: (count, today, of) => `Новое сегодня, ${day(today)}: ${papers(count)}${about(of)}`,
  papersOf: (count, of, on) => `${day(of)}: ${papers(count)}${about(on)}`,
  nothingOn: (of, isToday, on) =>
    isToday ? `Сегодня, ${day(of)}, ничего нового${about(on)}.` : `${day(of)}: статей${about(on)} нет.`,
  announcement: (today) => {
    if (today.kind === 'none') {
      return today.why === 'weekend'
        ? 'По выходным arXiv ничего не объявляет.'
        : 'Сегодня arXiv ничего не объявляет: праздник.';
    }
    if (today.kind === 'late') return 'Сегодняшнее объявление arXiv запаздывает.';
    if (today.kind === 'broken') return `Объявления arXiv не читаются: ${today.problem}.`;
    return today.kind === 'not-asked' ? 'Сегодня я ещё не смотрел объявления arXiv.' : '';
  },
  lastDay: (of, count, daysAgo) =>
    `Последний день со статьями — ${day(of)} (${ago(daysAgo)}): ${papers(count)}.`,
  corpusAge: (count, newest, daysAgo) =>
    `Всего ${papers(count)}; самая новая от ${day(newest)}, ${ago(daysAgo)}.`,
  nothingYet: (on) => `Статей с датой${about(on)} нет.`,
  emptyCorpus: 'Статей с датой пока нет.',

  onlyInChannels: 'Это настраивается для канала: напишите в нужном канале.',
  mayNotManage: 'Это могут те, кто управляет каналом. Попросите их.',
  cardsAre: (on) =>
    on
      ? 'Статьи, названные в этом канале, получают карточку.'
      : 'Статьи, названные в этом канале, карточку не получают.',

  onlyAdmins: 'Это для тех, кто держит этого бота: кто его запустил, называет их в ADMINS.',
  corpusSize: (count, newest) => `${papers(count)}${newest ? `, самая новая от ${day(newest)}` : ''}`,
  sources: 'Источники',
  sourceState: (hours, problem) =>
    `${hours === undefined ? 'ещё не отвечал' : hours === 0 ? 'обновлён в течение часа' : `последний успех ${hours} ч назад`}${problem === undefined ? '' : `; последняя попытка не удалась: ${problem}`}`,
  running: ({ version, hours, subscriptions }) =>
    `Paperboy ${version}, работает ${hours} ч. Подписок: ${subscriptions}.`,

  slowDown: (seconds) => `Слишком много запросов сразу. Повторите через ${seconds} с.`,

  subscription: ({ topic, at, zone, days, count }) =>
    `${topic ?? 'всё новое'} · ${weekdays(days)} в ${at} (${zone}) · до ${count} статей`,
  subscribed: (subscription) => `Подборка дня: ${subscription}`,
  unsubscribed: (subscription) => `Подборки больше не будет: ${subscription}`,
  moment: (of, time, zone) => `${day(of)} в ${time} (${zone})`,
  nextPicks: (moment) => `Следующая: ${moment}.`,
  subscriptionsHere: (count) => `Подписок в этом канале: ${count}`,
  noSubscriptions: 'В этом канале ещё нет подборки дня.',
  noSuchSubscription: (id) => `В этом канале нет подписки «${id}».`,
  whichSubscription: 'Которую из них?',
  tooManySubscriptions: (most) => `В канале не больше ${most} подписок: отмените или измените одну из них.`,
  badTime: (given) => `«${given}» — не время суток.`,
  badDays: (given) => `«${given}» — не дни недели.`,
  badZone: (given, zones) =>
    `«${given}» не называет часовой пояс вместе с летним временем. Назовите место${zones.length > 0 ? `: ${zones.join(', ')}` : ', например Europe/Moscow'}.`,
  preview: 'Посмотреть',
  change: 'Изменить',
  changeByLine: 'Нажмите, что изменить, или наберите строку так, как нужно:',
  pause: 'Приостановить',
  resume: 'Возобновить',
  unsubscribe: 'Отменить',
  upTo: (count) => `До ${count}`,
  weekdays,
  whenEmpty: { say: 'Сообщать, когда пусто', silent: 'Молчать, когда пусто' },
  pausedBecause: {
    'by-hand': 'Приостановлена.',
    gone: 'Приостановлена: канал не найден.',
    'not-allowed': 'Приостановлена: мне здесь нельзя писать. Разрешите, потом возобновите.',
  },
  pausedTold: (subscription, why) =>
    `Я приостановил вашу подписку (${subscription}): ${
      why === 'gone'
        ? 'её канала больше нет.'
        : 'мне нельзя писать в её канале. Модератор может разрешить; потом наберите там /paper subscriptions и возобновите.'
    }`,
  picksOf: (of, count, among, topic) =>
    `${capitalised(weekday(of))} · ${count} из ${papers(among)}${about(topic)}`,
  headline: (phrases) => capitalised(listOf.format(phrases)),
  because: (why) =>
    joined(
      why.map((reason) => {
        if (reason.kind === 'topic') return ['по теме ', { text: reason.text, style: 'italic' }];
        if (reason.kind === 'upvotes') return [`▲ ${numbers.format(reason.count)} на Hugging Face`];
        if (reason.kind === 'new') return ['новая'];
        return [
          'похожа на ',
          { text: reason.title, style: 'italic' },
          `, понравившуюся ${reason.people === 1 ? 'одному' : numbers.format(reason.people)} из вас`,
        ];
      }),
    ),
  notSubscribed: 'Это проба: наберите «subscribe» с той же темой, чтобы получать это в канале.',
  lastPapers: (of, daysAgo) => `Последние статьи: ${day(of)} (${daysAgo === 0 ? 'сегодня' : ago(daysAgo)}).`,

  vote: 'Голосовать',
  save: 'Сохранить',
  unsave: 'Убрать из списка',
  readingList: 'Список чтения',
  voted: (title, vote) =>
    vote === undefined ? `Голос отозван: ${title}` : `Ваш голос ${vote > 0 ? 'за' : 'против'}: ${title}`,
  period: { week: 'За неделю', month: 'За месяц', all: 'За всё время' },
  topPapers: (count, period) =>
    `Больше всего голосов здесь ${{ week: 'за неделю', month: 'за месяц', all: 'за всё время' }[period]}: ${papers(count)}`,
  noVotes: (period) =>
    `${{ week: 'За неделю', month: 'За месяц', all: 'Пока' }[period]} никто не голосовал. 👍 и 👎 стоят под каждой статьёй, которую видят все.`,
  savedPaper: (title) => `В вашем списке чтения: ${title}`,
  unsavedPaper: (title) => `Больше не в вашем списке чтения: ${title}`,
  savedPapers: (count) => `Ваш список чтения: ${papers(count)}`,
  savedOn: (of) => `сохранено ${day(of)}`,
  nothingSaved: 'Ваш список чтения пуст. «Сохранить» стоит под каждой статьёй.',
  exported: (count) => `Ваш список чтения, ${papers(count)}, файлом`,
  forgotten: ({ votes, saved, sightings, answers, subscriptions }) =>
    votes + saved + sightings + answers + subscriptions === 0
      ? 'О вас ничего не хранилось.'
      : `Забыто: голосов ${votes}, сохранённых статей ${saved}, упомянутых статей ${sightings}, вопросов в ветках ${answers}; имя под подписками: ${subscriptions}.`,
  sharedBy: (name, place, of) => `упоминал(а) ${name} в #${place} ${of}`,

  randomPaper: (on, among) => `Случайная статья${about(on)}, всего ${numbers.format(among)}`,
  similarTo: (title) => ['Похоже на ', { text: title, style: 'bold' }],
  nothingSimilar: (title) => `Похожих на «${title}» статей нет.`,
  sharedTerms: (terms) => `Общее: ${terms.join(', ')}`,
  citationWithoutAuthors: 'Страница, откуда это взято, не называет авторов: добавьте их перед публикацией.',
  helpTitle: 'Paperboy отвечает на вопросы о статьях по ИИ',
  helpText: [
    'Например: ',
    { text: 'search moe', style: 'code' },
    '. ID или ссылка arXiv сами по себе показывают статью. ',
    { text: 'help search', style: 'code' },
    ' объясняет одну команду.',
  ],
  usage: (command) => `Как пользоваться ${command}`,
  optional: 'не обязательно',
  greeting: (count, newest) =>
    `${papers(count)}${newest ? `, самая новая от ${day(newest)}` : ''}. Введите help или search moe; exit — выход.`,

  cancel: 'Отменить',
  nothingToCancel: 'Отменять уже нечего.',
  notYoursToCancel: 'Отменить может только тот, кто спросил.',
  filesInDirectMessages: (count) =>
    count === 1 ? 'Файл — в личных сообщениях.' : 'Файлы — в личных сообщениях.',
  filesNotSent: (count) =>
    count === 1
      ? 'Файл не удалось отправить; попробуйте позже.'
      : 'Файлы не удалось отправить; попробуйте позже.',
};

import { MOST_COUNTED } from '../ports.ts';
import { capitalised, joined, sayDays } from './phrases.ts';
import type { Words } from './words.ts';

const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const numbers = new Intl.NumberFormat('en-GB');
const listOf = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const weekdays = (days: readonly number[]) => sayDays(days, DAYS, 'every day');
const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const weekday = (iso: string) => weekdayFormat.format(new Date(`${iso}T00:00:00Z`));

const languages = { en: 'in English', ru: 'in Russian', zh: 'in Chinese' } as const;
const papers = (count: number) => (count === 1 ? '1 paper' : `${numbers.format(count)} papers`);
const found = (total: number) =>
  total < MOST_COUNTED ? papers(total) : `${numbers.format(MOST_COUNTED)}+ papers`;
const about = (topic: string | undefined) => (topic === undefined ? '' : ` about ${topic}`);
const day = (iso: string) => dates.format(new Date(`${iso}T00:00:00Z`)).replace('Sept', 'Sep');

/** “5 days ago”, “7 months ago”: a length that a person would say. */
function ago(days: number): string {
  if (days === 1) return 'yesterday';
  if (days < 60) return `${days} days ago`;
  if (days < 700) return `${Math.round(days / 30.44)} months ago`;
  return `${Math.round(days / 365.25)} years ago`;
}

export const en: Words = {
  lineTooLong: (most) => `That is too long for me: at most ${numbers.format(most)} characters.`,
  noSuchCommand: (name) => `There is no command “${name}”.`,
  noSuchOption: (command) => `${command} was given an option that it does not have.`,
  missing: (option) => `What is missing: ${option.name} (${option.description}).`,
  outOfBounds: (option) => {
    if (option.choices) return `${option.name} is one of ${option.choices.join(', ')}.`;
    if (option.minimum !== undefined)
      return `${option.name} goes from ${option.minimum} to ${option.maximum}.`;
    return `${option.name} takes ${option.minLength ?? 0} to ${option.maxLength} characters.`;
  },
  forExample: 'For example:',
  bug: (reference) => `Something broke on my side. It is in my log as ${reference}; trying again may help.`,
  badDay: (given) => `“${given}” is not a day I can read. Write it as year-month-day.`,
  noSuchPage: (page, last) => `There is no page ${page}: the last one is ${last}.`,

  day,
  yearInferred: 'year inferred',
  authors: (count) => (count === 1 ? '1 author' : `${count} authors`),
  andMore: (names, more) => (more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')),
  linkKind: {
    code: 'code',
    project: 'project',
    demo: 'demo',
    data: 'data',
    model: 'model',
    video: 'video',
    page: 'link',
  },
  language: languages,
  withdrawn: 'withdrawn',
  derivedTitle: 'title derived from the abstract',
  cutAbstract: 'the page broke off here',
  foundIn: (document, line) => `${document}, line ${line}`,

  papers,
  commands: {},

  show: 'Show',
  summary: 'Summary',
  similar: 'Similar',
  cite: 'Cite',
  back: '◀ Back',
  more: 'More ▶',
  another: 'Another',
  again: 'Try again',
  share: 'Share',
  cannotPost: (channel, missing) =>
    `I was not allowed to answer in #${channel}${missing.length > 0 ? `: I lack ${missing.map((each) => `“${each}”`).join(', ')} there` : ''}. A moderator can grant it; then ask again.`,
  notMemberHere:
    'Only you can see this: I am not a member of this conversation. Somebody in it can write /invite and my name; then try again.',
  notAllowedHere: 'Only you can see this: I was not allowed to post here. An administrator can change that.',
  nothingToShow: 'Nothing to show.',
  andMoreCards: (count) => `and ${count} more`,
  label: {
    authors: 'Authors',
    comments: 'Comments',
    links: 'Links',
    options: 'Options',
    examples: 'Examples',
    why: 'Why',
    shared: 'Known here',
  },

  searchPapers: 'Search papers',
  whatToSearch: 'What are you looking for?',
  searchExamples: 'moe · "state space" · an arXiv ID',
  close: 'Close',
  oneMoment: 'One moment …',
  waysToAsk: [
    { text: 'How to ask', style: 'bold' },
    '\n',
    { text: '/paper search moe', style: 'code' },
    ' anywhere; ',
    { text: '/paper help', style: 'code' },
    ' for all commands. Answers are yours alone until you share them.\n',
    'Mention me in a channel, or write to me here: a question, a topic or an arXiv ID.\n',
    'Paste a link to a paper: I add its facts and its TL;DR.\n',
    'In the menu of any message: “Papers in this message”.',
  ],

  foundPapers: (total, asked, also) =>
    `${found(total)}${about(asked)}${also.length > 0 ? ` (also: ${also.join(', ')})` : ''}`,
  corrected: (searched, asked) => `No paper says “${asked}”, so I searched for ${searched}.`,
  nothingFound: (asked, bare) => `No paper ${bare ? 'says' : 'matches'} “${asked}”.`,
  didYouMean: (suggestions) =>
    suggestions.length > 0
      ? `Did you mean ${suggestions.map(({ text, papers: count }) => `${text} (${count})`).join(' or ')}?`
      : 'Try fewer or more general words, or `help search` for the syntax.',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,

  notInCorpus: (arxivId) => `arXiv ${arxivId} is not among my papers.`,
  noIdsInText: 'There is no arXiv ID or link in that.',
  noSuchPaper: (reference) => `None of my papers is called “${reference}”.`,
  severalPapers: (reference) => `Several papers fit “${reference}”. Which one?`,

  tldr: 'TL;DR',
  problem: 'Problem',
  idea: 'Idea',
  results: 'Results',
  authorsOwnWords: "the authors' own words",

  writtenBy: (model) => `Written by ${model}, checked against the abstracts.`,
  notWritten: {
    unchecked: 'What the model wrote did not pass the check, so these are the authors’ own words.',
    spent: 'Today’s budget for written answers is spent, so these are the authors’ own words.',
    stopped: 'Stopped; these are the authors’ own words.',
    unavailable: 'The model did not answer, so these are the authors’ own words.',
  },
  original: 'Authors’ words',
  translatedBy: (model) => `Translated by ${model}; “Authors’ words” shows the original.`,
  picksTranslated: (lang, model) =>
    model === undefined
      ? `My own words there are ${languages[lang]}. Titles and TL;DRs stay as the authors wrote them: no language model is set up to translate them.`
      : `My own words there are ${languages[lang]}, and ${model} translates titles and TL;DRs; the original is one press away.`,

  papersSpeak: (count) =>
    count === 1 ? 'One paper here speaks to this.' : `${count} papers here speak to this.`,
  looseMatch: 'The match is loose: check before you rely on it.',
  seemToDiffer: (one, other) => `${one} and ${other} seem to differ: one speaks of more, the other of less.`,
  noneAnswers: (count) => `None of the ${papers(count)} here answers this.`,
  closestPapers: 'The closest:',
  searchFor: (asked) => `Search “${asked}”`,
  morePapers: 'More papers',
  fromAbstracts: (count, newest) =>
    `From abstracts only. ${papers(count)}${newest ? `, the newest from ${day(newest)}` : ''}.`,
  stoppedReading: 'Stopped before the papers were read.',
  reading: (count) => `Reading ${papers(count)}…`,

  newToday: (count, today, topic) => `${papers(count)}${about(topic)} new today, ${day(today)}`,
  papersOf: (count, of, topic) => `${papers(count)}${about(topic)} of ${day(of)}`,
  nothingOn: (of, isToday, topic) =>
    isToday ? `Nothing new${about(topic)} today, ${day(of)}.` : `No paper${about(topic)} of ${day(of)}.`,
  announcement: (today) => {
    if (today.kind === 'none') {
      return today.why === 'weekend'
        ? 'arXiv announces nothing on weekends.'
        : 'arXiv announces nothing today: a holiday.';
    }
    if (today.kind === 'late') return 'arXiv’s announcement of today is late.';
    if (today.kind === 'broken') return `I cannot read arXiv’s announcements: ${today.problem}.`;
    return today.kind === 'not-asked' ? 'I have not looked at arXiv’s announcements today yet.' : '';
  },
  lastDay: (of, count, daysAgo) =>
    `The last day with any is ${day(of)} (${ago(daysAgo)}), with ${papers(count)}:`,
  corpusAge: (count, newest, daysAgo) =>
    `${papers(count)} in all; the newest is from ${day(newest)}, ${ago(daysAgo)}.`,
  nothingYet: (topic) => `No dated paper is about ${topic}.`,
  emptyCorpus: 'There are no dated papers yet.',

  onlyInChannels: 'That is set per channel: type it in the channel it is for.',
  mayNotManage: 'That is for those who may manage this channel. Ask one of them.',
  cardsAre: (on) =>
    on
      ? 'Papers that people name in this channel get a card.'
      : 'Papers that people name in this channel get no card.',

  onlyAdmins: 'That is for those who run this bot: whoever started it names them in ADMINS.',
  corpusSize: (count, newest) => `${papers(count)}${newest ? `, the newest from ${day(newest)}` : ''}`,
  sources: 'Sources',
  sourceState: (hours, problem) =>
    `${hours === undefined ? 'never succeeded' : hours === 0 ? 'up to date within the hour' : `last succeeded ${hours} h ago`}${problem === undefined ? '' : `; the last try failed: ${problem}`}`,
  running: ({ version, hours, subscriptions }) =>
    `Paperboy ${version}, running for ${hours} h. Subscriptions: ${subscriptions}.`,

  slowDown: (seconds) => `That was a lot at once. Ask again in ${seconds} s.`,

  subscription: ({ topic, at, zone, days, count }) =>
    `${topic ?? 'all that is new'} · ${weekdays(days)} at ${at} (${zone}) · up to ${papers(count)}`,
  subscribed: (subscription) => `Picks of the day: ${subscription}`,
  unsubscribed: (subscription) => `No more picks of the day: ${subscription}`,
  moment: (of, time, zone) => `${day(of)} at ${time} (${zone})`,
  nextPicks: (moment) => `Next: ${moment}.`,
  subscriptionsHere: (count) =>
    count === 1 ? 'One subscription in this channel' : `${count} subscriptions in this channel`,
  noSubscriptions: 'This channel has no picks of the day yet.',
  noSuchSubscription: (id) => `This channel has no subscription “${id}”.`,
  whichSubscription: 'Which of these?',
  tooManySubscriptions: (most) => `A channel has at most ${most} subscriptions: end or change one of them.`,
  badTime: (given) => `“${given}” is no time of day I can read.`,
  badDays: (given) => `“${given}” are no weekdays I can read.`,
  badZone: (given, zones) =>
    `“${given}” does not name a time zone with its summer time. Name a place${zones.length > 0 ? `: ${zones.join(', ')}` : ', such as Europe/Berlin'}.`,
  preview: 'Preview',
  change: 'Change',
  changeByLine: 'Press what should change, or type the line with what you want:',
  pause: 'Pause',
  resume: 'Resume',
  unsubscribe: 'End',
  upTo: (count) => `Up to ${count}`,
  weekdays,
  whenEmpty: { say: 'Say when there is nothing', silent: 'Silent when there is nothing' },
  pausedBecause: {
    'by-hand': 'Paused.',
    gone: 'Paused: the channel was not to be found.',
    'not-allowed': 'Paused: I was not allowed to post here. Allow it, then resume.',
  },
  pausedTold: (subscription, why) =>
    `I paused a subscription of yours (${subscription}): ${
      why === 'gone'
        ? 'its channel is gone.'
        : 'I am not allowed to post in its channel. A moderator can allow it; then type /paper subscriptions there and resume.'
    }`,
  picksOf: (of, count, among, topic) =>
    `${weekday(of)} · ${count} of ${among} new ${among === 1 ? 'paper' : 'papers'}${about(topic)}`,
  headline: (phrases) => capitalised(listOf.format(phrases)),
  because: (why) =>
    joined(
      why.map((reason) => {
        if (reason.kind === 'topic') return ['matches ', { text: reason.text, style: 'italic' }];
        if (reason.kind === 'upvotes') return [`▲ ${numbers.format(reason.count)} on Hugging Face`];
        if (reason.kind === 'new') return ['new'];
        const people = reason.people === 1 ? 'one of you' : `${numbers.format(reason.people)} of you`;
        return ['like ', { text: reason.title, style: 'italic' }, `, which ${people} liked`];
      }),
    ),
  notSubscribed: 'A preview: type “subscribe” with the same topic to get this in a channel.',
  lastPapers: (of, daysAgo) => `The last papers: ${day(of)} (${daysAgo === 0 ? 'today' : ago(daysAgo)}).`,

  vote: 'Vote',
  save: 'Save',
  unsave: 'Take off the list',
  readingList: 'Reading list',
  voted: (title, vote) =>
    vote === undefined ? `Vote taken back: ${title}` : `You voted ${vote > 0 ? 'for' : 'against'}: ${title}`,
  period: { week: 'This week', month: 'This month', all: 'Of all time' },
  topPapers: (count, period) =>
    `The ${count === 1 ? 'paper' : `${count} papers`} with the most votes here ${{ week: 'this week', month: 'this month', all: 'of all time' }[period]}`,
  noVotes: (period) =>
    `Nobody has voted ${{ week: 'this week', month: 'this month', all: 'yet' }[period]}. 👍 and 👎 stand below each paper that is posted for everyone.`,
  savedPaper: (title) => `On your reading list: ${title}`,
  unsavedPaper: (title) => `No longer on your reading list: ${title}`,
  savedPapers: (count) => `Your reading list: ${papers(count)}`,
  savedOn: (of) => `saved on ${day(of)}`,
  nothingSaved: 'Your reading list is empty. “Save” stands below every paper.',
  exported: (count) => `Your reading list, ${papers(count)}, as a file`,
  forgotten: ({ votes, saved, sightings, answers, subscriptions }) => {
    const parts = [
      votes > 0 ? [votes === 1 ? '1 vote' : `${votes} votes`] : [],
      saved > 0 ? [`${papers(saved)} on your reading list`] : [],
      sightings > 0 ? [`who shared ${papers(sightings)}`] : [],
      answers > 0 ? [answers === 1 ? '1 question in a thread' : `${answers} questions in threads`] : [],
      subscriptions > 0
        ? [`who made ${subscriptions} of the subscriptions, which stay with their channels`]
        : [],
    ].flat();
    return parts.length === 0
      ? 'There was nothing about you to forget.'
      : `Forgotten: ${listOf.format(parts)}.`;
  },
  sharedBy: (name, place, of) => `shared by ${name} in #${place} on ${of}`,

  randomPaper: (topic, among) => `One of ${papers(among)}${about(topic)}, at random`,
  similarTo: (title) => ['Papers like ', { text: title, style: 'bold' }],
  nothingSimilar: (title) => `No other paper here is like “${title}”.`,
  sharedTerms: (terms) => `Both speak of ${terms.join(', ')}`,
  citationWithoutAuthors: 'The page this came from does not name the authors: add them before you publish.',
  helpTitle: 'Paperboy answers questions about AI papers',
  helpText: [
    'Try ',
    { text: 'search moe', style: 'code' },
    '. A bare arXiv ID or link shows that paper. ',
    { text: 'help search', style: 'code' },
    ' explains one command.',
  ],
  usage: (command) => `How to use ${command}`,
  optional: 'optional',
  greeting: (count, newest) =>
    `${papers(count)}${newest ? `, the newest from ${day(newest)}` : ''}. Type help, or search moe; exit leaves.`,

  cancel: 'Cancel',
  nothingToCancel: 'There is nothing to cancel any more.',
  notYoursToCancel: 'Only who asked can cancel this.',
  filesInDirectMessages: (count) =>
    count === 1 ? 'The file is in your direct messages.' : 'The files are in your direct messages.',
  filesNotSent: (count) =>
    count === 1
      ? 'The file could not be sent; try again later.'
      : 'The files could not be sent; try again later.',
};

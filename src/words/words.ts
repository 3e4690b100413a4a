import type { Reason } from '../daily/pick.ts';
import type { Subscription } from '../daily/subscriptions.ts';
import type { Language, LinkKind } from '../papers/paper.ts';
import type { Span, Text } from '../reply.ts';
import type { Announcement } from '../sources/announcements.ts';
import type { Forgotten } from '../team/forgetting.ts';
import type { Vote } from '../team/votes.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

/** What the words need to know of an option. */
interface OptionFacts {
  name: string;
  description: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  choices?: readonly string[];
}

/** A command as a platform shows it to readers of a language: at most 32 characters for names, 100 for the others. */
export interface CommandWords {
  name: string;
  summary: string;
  /** Descriptions by option. */
  options: Readonly<Record<string, string>>;
}

/** Everything the bot itself says, once per language. Titles and abstracts are never translated here. */
export interface Words {
  // Errors
  lineTooLong(most: number): string;
  noSuchCommand(name: string): string;
  noSuchOption(command: string): string;
  missing(option: OptionFacts): string;
  outOfBounds(option: OptionFacts): string;
  forExample: string;
  bug(reference: string): string;
  badDay(day: string): string;
  noSuchPage(page: number, last: number): string;

  // Facts
  day(day: string): string;
  yearInferred: string;
  authors(count: number): string;
  andMore(names: readonly string[], more: number): string;
  linkKind: Record<LinkKind, string>;
  language: Record<Language, string>;
  withdrawn: string;
  derivedTitle: string;
  cutAbstract: string;
  foundIn(document: string, line: number): string;

  papers(count: number): string;
  /** The commands' names and descriptions in this language, by name; absent where the command's own English ones are. */
  commands: Readonly<Record<string, CommandWords>>;

  // Buttons
  show: string;
  summary: string;
  similar: string;
  cite: string;
  back: string;
  more: string;
  another: string;
  again: string;
  share: string;

  /** To the asker in private: the bot lacks these permissions in a channel. */
  cannotPost(channel: string, missing: readonly string[]): string;
  /** To the asker in private: the answer could not be posted for everybody here. */
  notMemberHere: string;
  notAllowedHere: string;
  nothingToShow: string;
  /** Cards that did not fit. */
  andMoreCards(count: number): string;
  label: {
    authors: string;
    comments: string;
    links: string;
    options: string;
    examples: string;
    why: string;
    shared: string;
  };

  // Forms and start pages; titles and buttons at most 24 characters
  searchPapers: string;
  whatToSearch: string;
  searchExamples: string;
  close: string;
  oneMoment: string;
  /** How to ask: in a command, by a mention, in private, by pasting a link. */
  waysToAsk: readonly Span[];

  // Search
  foundPapers(total: number, about: string, also: readonly string[]): Text;
  corrected(searched: string, asked: string): string;
  /** `bare`: words alone were asked for, no conditions. */
  nothingFound(asked: string, bare: boolean): string;
  didYouMean(suggestions: readonly { text: string; papers: number }[]): string;
  pageOf(page: number, pages: number): string;

  // Show
  notInCorpus(arxivId: string): string;
  noIdsInText: string;
  noSuchPaper(reference: string): string;
  severalPapers(reference: string): string;

  // Summary
  tldr: string;
  problem: string;
  idea: string;
  results: string;
  authorsOwnWords: string;

  /** Who wrote it: a model, whose sentences were held against what they cite. */
  writtenBy(model: string): string;
  /** Why there is no written answer, where a model was asked for one. */
  notWritten: Record<'unchecked' | 'spent' | 'stopped' | 'unavailable', string>;
  /** A button: the authors' own sentences. */
  original: string;
  /** Under picks whose titles and TL;DRs a model put into another language. */
  translatedBy(model: string): string;
  /** Said at subscribing in a language that few papers are in: which model will translate, or that none is set up. */
  picksTranslated(lang: Language, model: string | undefined): string;

  // Ask
  papersSpeak(count: number): string;
  looseMatch: string;
  /** Two citations, as `[1]` and `[2]`. */
  seemToDiffer(one: string, other: string): string;
  noneAnswers(papers: number): string;
  /** Before cards, where there are any. */
  closestPapers: string;
  searchFor(words: string): string;
  morePapers: string;
  fromAbstracts(papers: number, newest: string | undefined): string;
  /** Instead of an answer that was cancelled before anything was read. */
  stoppedReading: string;
  reading(papers: number): string;

  // Today
  newToday(count: number, day: string, topic: string | undefined): string;
  papersOf(count: number, day: string, topic: string | undefined): string;
  nothingOn(day: string, isToday: boolean, topic: string | undefined): string;
  /** Why arXiv has nothing, or nothing yet, today. */
  announcement(today: Announcement): string;
  lastDay(day: string, count: number, daysAgo: number): string;
  corpusAge(papers: number, newest: string, daysAgo: number): string;
  nothingYet(topic: string): string;
  emptyCorpus: string;

  // Cards in passing
  onlyInChannels: string;
  mayNotManage: string;
  cardsAre(on: boolean): string;

  // Status
  onlyAdmins: string;
  corpusSize(papers: number, newest: string | undefined): string;
  sources: string;
  /** Hours since its last success, undefined where there was none, and why the last try failed. */
  sourceState(hours: number | undefined, problem: string | undefined): string;
  running(facts: { version: string; hours: number; subscriptions: number }): string;

  // Limits of fairness
  slowDown(seconds: number): string;

  // Daily picks
  /** A subscription in one line: topic, days, time, zone, how many. */
  subscription(subscription: Wish): string;
  subscribed(subscription: string): string;
  unsubscribed(subscription: string): string;
  /** Local day and time, `HH:MM`, and the zone they are in. */
  moment(day: string, time: string, zone: string): string;
  nextPicks(moment: string): string;
  subscriptionsHere(count: number): string;
  noSubscriptions: string;
  noSuchSubscription(id: string): string;
  whichSubscription: string;
  tooManySubscriptions(most: number): string;
  badTime(given: string): string;
  badDays(given: string): string;
  /** `zones`: names to take instead; may be empty. */
  badZone(given: string, zones: readonly string[]): string;
  preview: string;
  change: string;
  changeByLine: string;
  pause: string;
  resume: string;
  unsubscribe: string;
  upTo(count: number): string;
  weekdays(days: readonly number[]): string;
  whenEmpty: Record<'say' | 'silent', string>;
  pausedBecause: Record<'by-hand' | 'gone' | 'not-allowed', string>;
  /** Told in private to whoever made the subscription. */
  pausedTold(subscription: string, why: 'gone' | 'not-allowed'): string;
  /** Title of a day's picks: how many of how many new papers. */
  picksOf(day: string, count: number, among: number, topic: string | undefined): string;
  /** The day's own topics. */
  headline(phrases: readonly string[]): string;
  /** Why a paper was picked, most telling first. */
  because(why: readonly Reason[]): Text;
  notSubscribed: string;
  lastPapers(day: string, daysAgo: number): string;

  // Votes, reading lists, who shared what
  vote: string;
  save: string;
  unsave: string;
  readingList: string;
  voted(title: string, vote: Vote | undefined): string;
  period: Record<'week' | 'month' | 'all', string>;
  topPapers(count: number, period: 'week' | 'month' | 'all'): string;
  noVotes(period: 'week' | 'month' | 'all'): string;
  savedPaper(title: string): string;
  unsavedPaper(title: string): string;
  savedPapers(count: number): string;
  savedOn(day: string): string;
  nothingSaved: string;
  exported(count: number): string;
  forgotten(counts: Forgotten): string;
  sharedBy(name: string, place: string, day: string): string;

  // Random, similar, cite, help
  randomPaper(topic: string | undefined, among: number): string;
  similarTo(title: string): Text;
  nothingSimilar(title: string): string;
  sharedTerms(terms: readonly string[]): string;
  citationWithoutAuthors: string;
  helpTitle: string;
  helpText: readonly Span[];
  usage(command: string): string;
  optional: string;
  greeting(papers: number, newest: string | undefined): string;

  // Slow answers and files
  cancel: string;
  /** A button to cancel was pressed, but there is nothing under way any more. */
  nothingToCancel: string;
  notYoursToCancel: string;
  /** Where an answer was given in a way that carries no files. */
  filesInDirectMessages(count: number): string;
  filesNotSent(count: number): string;
}

/** What of a subscription is said in its one line. */
export type Wish = Pick<Subscription, 'topic' | 'at' | 'zone' | 'days' | 'count'>;

const languages: Record<Language, Words> = { en, ru, zh };

/** The bot's words in a language. */
export function wordsFor(lang: Language): Words {
  return languages[lang];
}

/** The language of a locale tag such as `ru-RU`, `zh_CN.UTF-8` or `pt-BR`; English where we have no other. */
export function languageOf(locale: string | undefined): Language {
  const tag = locale?.slice(0, 2).toLowerCase();
  return tag === 'ru' || tag === 'zh' ? tag : 'en';
}

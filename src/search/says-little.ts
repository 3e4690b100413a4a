import { analyse } from './analysis.ts';

/**
 * Words that stand in papers on anything: no two papers are alike for sharing one, and no day's headline is made of them.
 */
const WORDS =
  'agents ai algorithm algorithms analysis application applications approach approaches architecture benchmark case data dataset ' +
  'datasets deep different domain early empirical evaluation experiments foundation framework human image images information ' +
  'intelligence artificial knowledge language large learning llm llms machine method methods model modeling models multiple ' +
  'network networks neural performance perspective pipeline pre-trained problem problems real-world results search small source space studies ' +
  'study survey system systems task tasks techniques text tool tools training video vision work';

export const SAYS_LITTLE: ReadonlySet<string> = new Set(WORDS.split(' '));

/** What describes any paper's deed rather than its subject, in the languages that are read. */
const DEEDS =
  'accessible achieve advantage alternative area assigns based better beyond combine common compare complex comprehensive correctly ' +
  'counterparts custom define demonstrate different driven easily effective efficient employ enable era exhibit explore extensive ' +
  'faster fewer generally improve increase introduce investigate lead leverage limited major make methods new novel obtain obtained ' +
  'outperform perform possible present previous propose provide recent recently reduce remain require result runs several ' +
  'show significant significantly simple size solve solving substituted successfully suggest superior terms three two various varying ways ' +
  'задача задачи задач задачах основа основе новый новых новая метод методы данные данных использование использования обученный обученных ' +
  'обученную параметр параметров набор подход результат результаты позволяет';

/** The same as terms of the index, with what papers do. */
export const TELLS_NOTHING: ReadonlySet<string> = new Set(
  analyse(DEEDS).flatMap(({ role, term }) => (role === 'word' ? term : [])),
);

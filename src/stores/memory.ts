import { dayOf, type Paper } from '../papers/paper.ts';
import type { Clock, DayCount, Store } from '../ports.ts';
import type { SyncState, SyncStates } from '../sources/source.ts';
import type { Earlier, History } from './history.ts';
import { compareIds } from './order.ts';
import { type Turns, toNextTurn } from './turns.ts';

/** What is kept of a paper: its JSON, so that a paper handed out is never the paper kept, and what it is found by. */
interface Kept {
  json: string;
  title: string;
  version: number | undefined;
  day: string | undefined;
  announced: string | undefined;
  upvotes: number;
  /** When it first came, ISO 8601. */
  arrived: string;
}

/**
 * A store that forgets with the process: for tests, and for a corpus that is read from seeds at every start.
 *
 * @param clock dates what is remembered, and times turns
 */
export function createMemoryStore(
  clock: Clock = { now: () => new Date() },
): Store & History & SyncStates & Turns {
  const kept = new Map<string, Kept>();
  const earlier = new Map<string, { json: string; replacedAt: string }[]>();
  const aliases = new Map<string, string>();
  const syncStates = new Map<string, string>();
  const freeAt = new Map<string, number>();
  let ordered: readonly string[] | undefined;

  /** The ids in order; worked out anew only after one came or went. Never changed in place, so `all` may walk it. */
  function order(): readonly string[] {
    ordered ??= [...kept.keys()].sort(compareIds);
    return ordered;
  }

  function read(id: string): Paper[] {
    const found = kept.get(id) ?? kept.get(aliases.get(id) ?? id);
    return found === undefined ? [] : [parsePaper(found.json)];
  }

  function keep(paper: Paper): void {
    const now = clock.now().toISOString();
    const before = kept.get(paper.id);
    if (before === undefined) ordered = undefined;
    else if (before.title !== paper.title || before.version !== paper.version) {
      const entry = { json: before.json, replacedAt: now };
      earlier.set(paper.id, [...(earlier.get(paper.id) ?? []), entry]);
    }
    aliases.delete(paper.id);
    const { title, version, announced, upvotes = 0 } = paper;
    const day = dayOf(paper);
    const arrived = before?.arrived ?? now;
    kept.set(paper.id, { json: JSON.stringify(paper), title, version, day, announced, upvotes, arrived });
  }

  return {
    async save(papers) {
      papers.forEach(keep);
    },

    async remove(ids) {
      for (const id of ids) if (kept.delete(id)) ordered = undefined;
    },

    async get(ids) {
      return ids.flatMap(read);
    },

    async *all() {
      for (const id of order()) {
        if (kept.has(id)) yield* read(id);
      }
    },

    async count() {
      return kept.size;
    },

    async idAt(position) {
      return order()[position];
    },

    async days(limit, until) {
      const papersOn = new Map<string, number>();
      for (const { day } of kept.values()) {
        if (day === undefined || (until !== undefined && day > until)) continue;
        papersOn.set(day, (papersOn.get(day) ?? 0) + 1);
      }
      const days: DayCount[] = [...papersOn].map(([day, papers]) => ({ day, papers }));
      return days.sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, Math.max(0, limit));
    },

    async onDay(day) {
      return [...kept]
        .filter(([, paper]) => paper.day === day)
        .sort(byDay)
        .flatMap(([id]) => read(id));
    },

    async arrived(iso, fromDay, limit) {
      const after = new Date(iso).toISOString();
      return [...kept]
        .filter(([, { day = '' }]) => day >= fromDay)
        .filter(([, { arrived, announced = '' }]) => arrived > after || announced > after.slice(0, 10))
        .sort(byDay)
        .slice(0, Math.max(0, limit))
        .flatMap(([id]) => read(id));
    },

    async earlier(id) {
      return (earlier.get(id) ?? []).map(
        ({ json, replacedAt }): Earlier => ({ paper: parsePaper(json), replacedAt }),
      );
    },

    async rename(from, to) {
      if (from === to || !kept.has(to)) return;
      earlier.set(to, [...(earlier.get(to) ?? []), ...(earlier.get(from) ?? [])]);
      earlier.delete(from);
      for (const [alias, id] of aliases) if (id === from) aliases.set(alias, to);
      aliases.set(from, to);
      const [older, newer] = [kept.get(from), kept.get(to)];
      if (older && newer && older.arrived < newer.arrived) newer.arrived = older.arrived;
      if (kept.delete(from)) ordered = undefined;
    },

    async readSync(source) {
      const json = syncStates.get(source);
      return json === undefined ? undefined : parseState(json);
    },

    async writeSync(source, state) {
      syncStates.set(source, JSON.stringify(state));
    },

    async takeTurn(name, gap) {
      const now = clock.now().getTime();
      const turn = toNextTurn(now, freeAt.get(name) ?? 0, gap);
      freeAt.set(name, turn + gap);
      return turn - now;
    },
  };
}

/** Newest day first, then most upvotes, then by id. */
function byDay([idA, a]: [string, Kept], [idB, b]: [string, Kept]): number {
  const [dayA, dayB] = [a.day ?? '', b.day ?? ''];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  return b.upvotes - a.upvotes || compareIds(idA, idB);
}

function parsePaper(json: string): Paper {
  return JSON.parse(json);
}

function parseState(json: string): SyncState {
  return JSON.parse(json);
}

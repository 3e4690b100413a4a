import type { Clock, Log, Random } from '../ports.ts';
import type { Turns } from '../stores/turns.ts';
import { type ArxivApi, createArxivApi } from './arxiv-api.ts';
import { createArxivFeed } from './arxiv-feed.ts';
import { createArxivOai } from './arxiv-oai.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createFeed } from './feed.ts';
import { createHuggingFace } from './huggingface.ts';
import { ARXIV_GAP, createPace, type Pace } from './pace.ts';
import { createPoliteFetch, type PoliteFetch, toUserAgent } from './polite-fetch.ts';
import type { Source } from './source.ts';
import type { Timer } from './timer.ts';

/** What is configured of the sources. */
export interface SourceSettings {
  /** Ours, for the User-Agent. */
  version: string;
  /** How to reach whoever runs this: an address or a link. */
  contact?: string | undefined;
  /** Such as `cs.AI`; with none, arXiv's announcements and its harvest are left out. */
  categories: readonly string[];
  arxivApiUrl: string;
  arxivFeedUrl: string;
  arxivOaiUrl: string;
  hfApiUrl: string;
  /** Addresses of further RSS and Atom feeds. */
  feeds: readonly string[];
}

/** The world as the sources see it. */
export interface SourceWorld {
  fetch: typeof globalThis.fetch;
  timer: Timer;
  clock: Clock;
  random: Random;
  log: Log;
  /** What keeps arXiv's pace over all processes: the store. */
  turns: Turns;
}

/** The pause between two requests to anybody but arXiv, in ms. */
const USUAL_GAP = 1000;

/**
 * Makes all that asks the network for papers. Call it once in a process: whatever asks arXiv shares one connection
 * and one pace, kept with other processes on the same store too, while each address rests on its own when it fails.
 */
export function createSources(
  settings: SourceSettings,
  world: SourceWorld,
): { sources: Source[]; api: ArxivApi } {
  const { timer, clock } = world;
  const network = { ...world, userAgent: toUserAgent(settings.version, settings.contact) };
  const arxiv = createPace(ARXIV_GAP, timer, () => world.turns.takeTurn('arxiv', ARXIV_GAP));
  const politely = (
    name: string,
    pace: Pace = createPace(USUAL_GAP, timer),
    attempts?: number,
  ): PoliteFetch => createPoliteFetch(name, pace, createCircuitBreaker(name, timer), network, attempts);

  const { categories } = settings;
  const announcements = politely("arXiv's announcement feed", arxiv);
  const harvest = politely("arXiv's OAI-PMH service", arxiv);
  const ofCategories = [
    createArxivFeed(settings.arxivFeedUrl, categories, announcements),
    createArxivOai(settings.arxivOaiUrl, categories, harvest, clock),
  ];
  return {
    // People wait for these; what fails stays wanted and comes with the next sync.
    api: createArxivApi(settings.arxivApiUrl, politely('arXiv', arxiv, 1)),
    sources: [
      ...(categories.length > 0 ? ofCategories : []),
      createHuggingFace(settings.hfApiUrl, politely('Hugging Face'), clock),
      ...settings.feeds.map((url) => createFeed(url, politely(`The feed ${url}`))),
    ],
  };
}

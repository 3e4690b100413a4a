import { addressesIn, onlyTo } from '../allowed-hosts.ts';
import type { Config } from '../config.ts';
import { toUserAgent } from '../sources/polite-fetch.ts';
import { VERSION } from '../version.ts';
import { bad, type CheckWorld, type Finding, good, note } from './doctor.ts';

const ASK_FOR = 10_000;
/** More than this between our clock and a server's: picks come at the wrong time, Slack's signatures look old. */
const MOST_SKEW = 60_000;

interface Asked {
  about: string;
  url: string;
  key?: string | undefined;
}

/** The sources that are set up, each by its cheapest request; and models’ endpoints, by the list of their models. */
function addressesOf(config: Config): Asked[] {
  const hasArxiv = config.ARXIV_CATEGORIES.length > 0;
  return [
    { about: 'arXiv’s API', url: `${config.ARXIV_API_URL}?id_list=2402.17764&max_results=1` },
    ...(hasArxiv
      ? [
          { about: 'arXiv’s announcements', url: `${config.ARXIV_FEED_URL}/${config.ARXIV_CATEGORIES[0]}` },
          { about: 'arXiv’s OAI-PMH', url: `${config.ARXIV_OAI_URL}?verb=Identify` },
        ]
      : []),
    { about: 'Hugging Face', url: `${config.HF_API_URL}/daily_papers?limit=1` },
    ...config.FEEDS.filter((feed) => /^https?:/i.test(feed)).map((url) => ({
      about: `feed ${URL.parse(url)?.hostname ?? ''}`,
      url,
    })),
    ...modelsAt('language model', config.LLM_BASE_URL, config.LLM_API_KEY),
    ...modelsAt('embeddings', config.EMBEDDINGS_BASE_URL, config.EMBEDDINGS_API_KEY),
  ];
}

function modelsAt(about: string, baseUrl: string | undefined, key: string | undefined): Asked[] {
  return baseUrl === undefined ? [] : [{ about, url: `${baseUrl.replace(/\/$/, '')}/models`, key }];
}

/** Asks each address once, one after the other and no faster than arXiv wants, and compares the clocks. */
export async function checkAddresses({ config, fetch, clock }: CheckWorld): Promise<Finding[]> {
  const ask = onlyTo(addressesIn(config), fetch);
  const agent = toUserAgent(VERSION, config.CONTACT);
  const findings: Finding[] = [];
  const skews: number[] = [];
  for (const { about, url, key } of addressesOf(config)) {
    try {
      const headers = {
        'user-agent': agent,
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      };
      const sent = clock.now().getTime();
      const response = await ask(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(ASK_FOR) });
      await response.body?.cancel();
      const date = Date.parse(response.headers.get('date') ?? '');
      // The header has whole seconds, and the answer took its way.
      if (!Number.isNaN(date)) skews.push(date - (sent + clock.now().getTime()) / 2);
      findings.push(judge(about, response.status));
    } catch {
      findings.push(
        bad(about, `${URL.parse(url)?.host} does not answer; check the network, a proxy, or the setting`),
      );
    }
  }
  return [...findings, judgeClock(skews)];
}

function judge(about: string, status: number): Finding {
  if (status === 401 || status === 403)
    return bad(about, `answers ${status}: check its key, and whether it lets you in`);
  if (status === 429) return note(about, 'answers, and asks us to come back later (429)');
  if (status >= 300) return bad(about, `answers ${status}; check its address in the settings`);
  return good(about, 'answers');
}

/** The least skew counts: one server's wrong clock is not ours. */
function judgeClock(skews: readonly number[]): Finding {
  const [least] = skews.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  if (least === undefined) return note('clock', 'could not be compared: no server told the time');
  if (Math.abs(least) <= MOST_SKEW) return good('clock', 'agrees with the servers');
  const side = least > 0 ? 'behind' : 'ahead';
  return bad(
    'clock',
    `is ${Math.round(Math.abs(least) / 1000)} s ${side}; set it by NTP (timedatectl set-ntp true)`,
  );
}

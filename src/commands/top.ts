import { z } from 'zod';
import { toCard } from '../cards.ts';
import { defineCommand } from '../command.ts';
import type { Button } from '../reply.ts';
import { VOTES } from '../team/feedback.ts';

const SHOWN = 10;
const PERIODS = ['week', 'month', 'all'] as const;
/** How many days each period looks back. */
const DAYS = { week: 7, month: 30, all: undefined } as const;

export const top = defineCommand({
  name: 'top',
  summary: 'The papers that people here voted for most',
  examples: ['top', 'top month'],
  options: z.object({ period: z.enum(PERIODS).default('week').describe('week, month or all') }),
  positional: 'period',

  async run({ period }, { team, asker, clock, library, words }) {
    const days = DAYS[period];
    const since =
      days === undefined ? undefined : new Date(clock.now().getTime() - days * 86_400_000).toISOString();
    // Papers that were voted against only come last, and are nobody's top.
    const found = (await team.votes.top(asker.server, since, SHOWN)).filter(({ up }) => up > 0);
    const counts = new Map(found.map((each) => [each.paper, each]));
    const papers = await library.get(found.map(({ paper }) => paper));
    const others = PERIODS.filter((each) => each !== period).map(
      (each): Button => ({
        label: words.period[each],
        run: { command: 'top', options: { period: each } },
        inPlace: true,
      }),
    );
    if (papers.length === 0) return { title: words.noVotes(period), buttons: others };
    return {
      title: words.topPapers(papers.length, period),
      cards: papers.map((paper) => {
        const { up = 0, down = 0 } = counts.get(paper.id) ?? {};
        const body = `${VOTES.up.mark} ${up}${down > 0 ? ` · ${VOTES.down.mark} ${down}` : ''}`;
        return toCard(paper, words, {
          body,
          buttons: [{ label: words.summary, run: { command: 'summary', options: { paper: paper.id } } }],
        });
      }),
      buttons: others,
    };
  },
});

import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { UserError } from '../errors.ts';

export const status = defineCommand({
  name: 'status',
  summary: 'How I do: papers, sources, subscriptions, version; for those who run me',
  examples: ['status'],
  options: z.object({}),
  visibleTo: 'asker',

  async run(_options, { operator, asker, clock, words }) {
    if (!operator?.isAdmin(asker.id)) throw new UserError(words.onlyAdmins, { example: 'help' });
    const { version, uptime, papers, newest, sources, subscriptions } = await operator.status();
    const now = clock.now().getTime();
    const hours = (from: number) => Math.floor((now - from) / 3_600_000);
    const fields = sources.map(({ name, state }) => ({
      label: name,
      value: words.sourceState(
        state?.succeededAt === undefined ? undefined : hours(Date.parse(state.succeededAt)),
        state?.problem,
      ),
    }));
    const facts = { version, hours: Math.floor(uptime / 3_600_000), subscriptions };
    return {
      title: words.corpusSize(papers, newest),
      cards: [{ title: words.sources, body: words.running(facts), fields }],
    };
  },
});

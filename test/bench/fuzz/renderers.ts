import { render as renderDiscord } from '../../../adapters/discord/render.ts';
import { render as renderSlack } from '../../../adapters/slack/render.ts';
import { renderReply } from '../../../adapters/terminal/render.ts';
import { wordsFor } from '../../../src/words/words.ts';
import { findMentions, mentionableText } from '../../support/discord/mentions.ts';
import { checkMessage } from '../../support/discord/validate-message.ts';
import { showcase } from '../../support/showcase.ts';
import { blockComplaints } from '../../support/slack/block-checks.ts';
import { pingsIn } from '../../support/slack/pings.ts';
import { anyReply, pick } from './draw.ts';
import type { Target } from './target.ts';

const languages = ['en', 'ru', 'zh'] as const;

/** What is escaped, and code, where nothing is a mention and nothing can be escaped. */
const SAFE = /\\[\s\S]|```[\s\S]*?```|`[^`\n]*`/g;

const expectNone = (complaints: readonly string[]): void => {
  if (complaints.length > 0) throw new Error(complaints.slice(0, 3).join('; '));
};

export const renderers: readonly Target[] = [
  {
    name: 'Discord’s renderer',
    share: 6,
    run: (random) => {
      const words = wordsFor(pick(random, languages));
      const { components, flags, files, allowedMentions } = renderDiscord(anyReply(random), {
        commands: showcase,
        words,
      });
      checkMessage({ components, flags }, { as: 'message', files: files.map(({ name }) => name) });
      if (allowedMentions.parse?.length !== 0) throw new Error('mentions are allowed');
      const { users, roles, everyone } = findMentions(mentionableText('', components).replaceAll(SAFE, ''));
      expectNone([...users, ...roles, ...everyone]);
    },
  },
  {
    name: 'Slack’s renderer',
    share: 4,
    run: (random) => {
      const words = wordsFor(pick(random, languages));
      const message = renderSlack(anyReply(random), { commands: showcase, words });
      expectNone([...blockComplaints(message.blocks, 'message'), ...pingsIn({ ...message })]);
      if (message.text.trim() === '') throw new Error('no text for notifications');
    },
  },
  {
    name: 'the terminal’s renderer',
    share: 8,
    run: (random) => {
      const shown = renderReply(anyReply(random), { colour: false, links: false, width: 80 });
      for (const character of shown) {
        const code = character.codePointAt(0) ?? 0;
        if ((code < 0x20 && code !== 0x0a) || (code >= 0x7f && code < 0xa0))
          throw new Error(`control character ${code}`);
      }
    },
  },
];

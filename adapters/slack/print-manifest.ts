import type { Command } from '../../src/command.ts';
import { UserError } from '../../src/errors.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { safeUrl } from '../../src/text/safe-url.ts';
import { toManifest } from './manifest.ts';

/** Prints what Slack wants to know of the app. `commands` are given, since the list is the core's. */
export function createManifest(commands: readonly Command[]): Operation {
  return {
    name: 'slack-manifest',
    summary: 'The app manifest to paste into api.slack.com/apps; with --url for HTTP in place of Socket Mode',
    example: 'slack-manifest',

    run(args, { config }) {
      const manifest = toManifest(commands, readAddress(args), config.SLACK_MESSAGE_CONTENT === '1');
      return Promise.resolve({ text: JSON.stringify(manifest, null, 2), json: manifest });
    },
  };
}

function readAddress(args: readonly string[]): string | undefined {
  if (args.length === 0) return undefined;
  const [, given] = /^--url[= ](.+)$/.exec(args.join(' ')) ?? [];
  const address = given === undefined ? undefined : safeUrl(given);
  if (address?.startsWith('https://')) return new URL(address).origin;
  throw new UserError('--url takes the public https address at which Slack reaches the bot.', {
    example: 'slack-manifest --url https://papers.example.org',
  });
}

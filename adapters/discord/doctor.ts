import { z } from 'zod';
import { onlyTo } from '../../src/allowed-hosts.ts';
import { bad, type Check, good, note } from '../../src/operations/doctor.ts';
import { VERSION } from '../../src/version.ts';

/** https://docs.discord.com/developers/resources/application#application-object-application-flags */
const MESSAGE_CONTENT = (1 << 18) | (1 << 19);

const application = z.looseObject({ flags: z.number().default(0), bot_public: z.boolean().optional() });
const registered = z.array(z.looseObject({ name: z.string() }));

/** The token, the privileged intent and the registered commands, as Discord knows them. */
export const checkDiscord: Check = async ({ config, fetch }) => {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = config;
  if (token === undefined) return [];
  const get = async (path: string) => {
    const headers = { authorization: `Bot ${token}`, 'user-agent': `DiscordBot (paperboy, ${VERSION})` };
    const signal = AbortSignal.timeout(10_000);
    const response = await onlyTo([api], fetch)(`${api}/v10${path}`, { headers, signal });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  try {
    const { status, body } = await get('/applications/@me');
    if (status === 401)
      return [bad('Discord', 'does not accept DISCORD_TOKEN; reset it in the Developer Portal under Bot')];
    const { flags } = application.parse(body);
    const wantsContent = config.DISCORD_MESSAGE_CONTENT === '1';
    const hasContent = (flags & MESSAGE_CONTENT) !== 0;
    const { id } = z.looseObject({ id: z.string() }).parse(body);
    const commands = registered.safeParse((await get(`/applications/${id}/commands`)).body).data ?? [];
    return [
      good('Discord', 'accepts DISCORD_TOKEN'),
      wantsContent && !hasContent
        ? bad(
            'Discord intents',
            'Message Content is off; switch it on in the Developer Portal under Bot, or unset DISCORD_MESSAGE_CONTENT',
          )
        : hasContent && !wantsContent
          ? note(
              'Discord intents',
              'Message Content is on and not used; switch it off in the Developer Portal',
            )
          : good('Discord intents', 'are those that the settings need'),
      commands.some(({ name }) => name === 'paper')
        ? good('Discord commands', '/paper is registered')
        : bad('Discord commands', '/paper is not registered for all servers; run npm run register'),
    ];
  } catch {
    return [bad('Discord', 'does not answer; check the network, or DISCORD_API_URL')];
  }
};

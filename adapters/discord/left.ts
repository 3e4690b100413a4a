import { type Client, InteractionContextType, InteractionWebhook, Routes } from 'discord.js';
import { z } from 'zod';
import type { Request } from '../../src/bot.ts';
import type { Left, Owed } from '../../src/debts/owing.ts';
import { deliverLate, type Reach } from './late.ts';
import { handleMessage, MESSAGE_KEY } from './messages.ts';
import type { Answerable, Parts } from './parts.ts';

const ANSWER = 'discord:answer:';

/** A request as it is kept: what it may see of other channels is left out, so it sees less. */
type Kept = Pick<Request, 'asker' | 'place' | 'forEveryone'> &
  ({ line: string; pressed?: true } | { invocation: { command: string; options: Record<string, string> } });

const promised = z.object({
  id: z.string(),
  applicationId: z.string(),
  token: z.string(),
  request: z.custom<Kept>((value) => z.looseObject({ asker: z.looseObject({}) }).safeParse(value).success),
  early: z.boolean(),
  isReplacing: z.boolean(),
  isPrivate: z.boolean(),
});

/**
 * Writes down that an interaction's answer is owed, before Discord is told that it comes. Where that cannot be, it is
 * promised all the same: Discord takes only one promise, whoever gives it.
 */
export async function promise(
  interaction: Answerable,
  request: Request,
  { early, pressed }: { early: boolean; pressed: unknown },
  { owing, log }: Parts,
): Promise<Owed | undefined> {
  const { id, applicationId, token } = interaction;
  const isPrivate = interaction.context === InteractionContextType.BotDM;
  const { mayRead: _, ...kept } = request;
  const how = {
    id,
    applicationId,
    token,
    request: kept,
    early,
    isReplacing: pressed !== undefined,
    isPrivate,
  };
  try {
    return await owing.take(ANSWER + id, JSON.stringify(how));
  } catch (err) {
    log.warn({ err }, 'an answer is promised that nobody would give if this process died');
    return undefined;
  }
}

/** What processes that died left behind, and this one can answer. */
export function leftIn(client: Client<true>, parts: Parts): Left[] {
  return [
    { prefix: ANSWER, answer: (how) => answerLeft(how, client, parts) },
    {
      prefix: MESSAGE_KEY,
      isOurs(key) {
        const guild = key.slice(MESSAGE_KEY.length).split('/')[0] ?? '';
        return guild === '@me' || client.guilds.cache.has(guild);
      },
      async answer(how) {
        const said = z.object({ channel: z.string(), message: z.string() }).parse(JSON.parse(how));
        const channel = await client.channels.fetch(said.channel);
        if (channel?.isTextBased()) await handleMessage(await channel.messages.fetch(said.message), parts);
      },
    },
  ];
}

async function answerLeft(how: string, client: Client<true>, parts: Parts): Promise<void> {
  const { id, applicationId, token, request, ...shown } = promised.parse(JSON.parse(how));
  const owed = parts.owing.inherited(ANSWER + id);
  try {
    const outcome = await parts.bot.run(request);
    if (owed && !(await owed.begin('seen'))) return;
    const ephemeral = shown.early || outcome.reply.visibleTo === 'asker';
    const { lang } = request.asker;
    await deliverLate(reachBy(client, applicationId, token), { ...shown, ephemeral, lang }, outcome, parts);
  } finally {
    await owed?.settle();
  }
}

function reachBy(client: Client<true>, applicationId: string, token: string): Reach {
  const hook = new InteractionWebhook(client, applicationId, token);
  return {
    original: () => hook.fetchMessage('@original'),
    edit: (payload) => hook.editMessage('@original', payload),
    remove: () => client.rest.delete(Routes.webhookMessage(applicationId, token), { auth: false }),
    followUp: (answer) => hook.send(answer),
  };
}

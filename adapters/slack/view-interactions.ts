import { setTimeout as wait } from 'node:timers/promises';
import type { AckFn, ViewResponseAction } from '@slack/bolt';
import { z } from 'zod';
import type { Outcome, Request } from '../../src/bot.ts';
import type { Asker } from '../../src/command.ts';
import { inPassing } from '../../src/passing.ts';
import { wordsFor } from '../../src/words/words.ts';
import { fromActionId, isOpened } from './action-id.ts';
import { sendAlone } from './files.ts';
import type { Client, Parts } from './parts.ts';
import { withPatience } from './patience.ts';
import { person, type Situation, situationOf, teamOf } from './person.ts';
import { logRefusal } from './refusals.ts';
import { type Rendered, render } from './render.ts';
import {
  SEARCH_INPUT,
  toAnswerView,
  toHomeView,
  toInputError,
  toSearchView,
  toWaitingView,
} from './views.ts';

/** A submission must be answered, and a `trigger_id` used, within 3 s; what is not done by then gets a waiting view first. */
const SHOW_WITHIN = 1_200;

const toMessage = ({ reply }: Pick<Outcome, 'reply'>, asker: Asker, { bot }: Parts): Rendered =>
  render(reply, { commands: bot.commands, words: wordsFor(asker.lang) });

/** Who looks at a view. */
interface Viewer {
  client: Client;
  user: string;
}

/** Runs what is asked in a view. A view carries no files, so they go into direct messages. */
async function run(request: Request, { client, user }: Viewer, parts: Parts): Promise<Outcome> {
  const outcome = await parts.bot.run(request);
  const asked = { client, user, channel: user, lang: request.asker.lang };
  return { ...outcome, reply: await sendAlone(asked, outcome.reply, parts) };
}

/** Publishes a person's Home tab with today's papers, or with what a button there asked for. */
export async function publishHome(
  { client, team, user }: { client: Client; team: string; user: string },
  parts: Parts,
  line = 'today',
): Promise<void> {
  const situation = await situationOf({ client, team, user }, parts);
  const { asker } = situation;
  const outcome = await run({ line, ...situation }, { client, user }, parts);
  const view = toHomeView(toMessage(outcome, asker, parts), wordsFor(asker.lang));
  await calm('views.publish', () => client.views.publish({ user_id: user, view }), parts);
}

const shortcut = person.extend({ trigger_id: z.string() });

/** Opens the form of the global shortcut. */
export async function openSearch(body: unknown, client: Client, parts: Parts): Promise<void> {
  const { trigger_id, ...who } = shortcut.parse(body);
  const { asker } = await parts.personOf(client, teamOf(who), who.user.id);
  await calm(
    'views.open',
    () => client.views.open({ trigger_id, view: toSearchView(wordsFor(asker.lang)) }),
    parts,
  );
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const submitted = person.extend({
  view: z.object({
    id: z.string(),
    state: z.object({
      values: z.object({
        [SEARCH_INPUT]: z.object({ [SEARCH_INPUT]: z.object({ value: z.string().nullish() }) }),
      }),
    }),
  }),
});

/** Answers the form in its own place; what the asker can mend is said under the input. */
export async function answerSearch(
  body: unknown,
  { client, ack }: { client: Client; ack: AckFn<ViewResponseAction> },
  parts: Parts,
): Promise<void> {
  const { view, ...who } = submitted.parse(body);
  const user = who.user.id;
  const situation = await situationOf({ client, team: teamOf(who), user }, parts);
  const { asker } = situation;
  const words = wordsFor(asker.lang);
  const running = run(
    meantBy(view.state.values[SEARCH_INPUT][SEARCH_INPUT].value, situation, parts),
    { client, user },
    parts,
  );
  const outcome = await Promise.race([running, wait(SHOW_WITHIN, undefined, { ref: false })]);
  if (outcome?.outcome === 'user-error') {
    const message = toInputError(outcome.reply.title ?? '', words);
    await ack({ response_action: 'errors', errors: { [SEARCH_INPUT]: message } });
    return;
  }
  const shown = outcome ? toAnswerView(toMessage(outcome, asker, parts), words) : toWaitingView(words);
  await ack({ response_action: 'update', view: shown });
  if (outcome) return;
  const answer = toAnswerView(toMessage(await running, asker, parts), words);
  await calm('views.update', () => client.views.update({ view_id: view.id, view: answer }), parts);
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressed = person.extend({
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    type: z.enum(['home', 'modal']),
    root_view_id: z.string().nullish(),
    previous_view_id: z.string().nullish(),
  }),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().nullish() })]).rest(z.unknown()),
});

/** Answers a press, or what was typed into the search box, in a modal or on the Home tab. */
export async function answerInView(body: unknown, client: Client, parts: Parts): Promise<void> {
  const { view, actions, trigger_id, ...who } = pressed.parse(body);
  const [{ action_id: actionId, value: line }] = actions;
  if (isOpened(actionId)) return;
  const action = fromActionId(actionId);
  const isTyped = actionId === SEARCH_INPUT;
  if (!line || !(action || isTyped)) {
    if (!isTyped) parts.log.warn({ actionId }, 'a button that is not ours, or of a version before');
    return;
  }
  const situation = await situationOf({ client, team: teamOf(who), user: who.user.id }, parts);
  if (action === 'replace' && view.type === 'home') {
    await publishHome({ client, team: teamOf(who), user: who.user.id }, parts, line);
    return;
  }
  const request = isTyped ? meantBy(line, situation, parts) : { line, ...situation, pressed: true as const };
  const place = action === 'replace' || isTop(view) ? 'update' : view.type === 'home' ? 'open' : 'push';
  await show(request, { client, user: who.user.id, place, trigger_id, view_id: view.id }, parts);
}

/** Three modals may lie over each other; the third one's own buttons replace it. */
function isTop({
  type,
  root_view_id: root,
  previous_view_id: previous,
}: z.infer<typeof pressed>['view']): boolean {
  return type === 'modal' && typeof previous === 'string' && previous !== root;
}

/** Runs a request and shows its answer in a modal: at once where it can, else after a waiting view. */
async function show(
  request: Request,
  target: Viewer & { place: 'open' | 'push' | 'update'; trigger_id: string; view_id: string },
  parts: Parts,
): Promise<void> {
  const { client, place, trigger_id, view_id } = target;
  const { asker } = request;
  const words = wordsFor(asker.lang);
  const running = run(request, target, parts);
  const quick = await Promise.race([running, wait(SHOW_WITHIN, undefined, { ref: false })]);
  const first = quick ? toAnswerView(toMessage(quick, asker, parts), words) : toWaitingView(words);
  const calls = {
    open: () => client.views.open({ trigger_id, view: first }),
    push: () => client.views.push({ trigger_id, view: first }),
    update: () => client.views.update({ view_id, view: first }),
  };
  const shown = await calm(`views.${place}`, calls[place], parts);
  const id = shown?.view?.id;
  if (quick || id === undefined) return;
  const view = toAnswerView(toMessage(await running, asker, parts), words);
  await calm('views.update', () => client.views.update({ view_id: id, view }), parts);
}

/** What somebody wants who types into a search box: the same as one who says it in passing. */
function meantBy(typed: string | null | undefined, situation: Situation, { bot }: Parts): Request {
  return { ...inPassing(typed ?? '', bot.commands, ['search']), ...situation };
}

/** Makes a call with patience; what Slack refuses goes to the log. */
async function calm<Result>(
  name: string,
  call: () => Promise<Result>,
  { patience, log }: Parts,
): Promise<Result | undefined> {
  try {
    return await withPatience(patience, call);
  } catch (error) {
    logRefusal(error, name, log);
    return undefined;
  }
}

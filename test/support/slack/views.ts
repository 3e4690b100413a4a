import { viewComplaints } from './block-checks.ts';
import { teamOf } from './directory.ts';
import type { OpenView, Trigger } from './entities.ts';
import { type Fields, fieldsOf, objectsOf } from './json.ts';
import { LIMITS } from './limits.ts';
import { withIds } from './messages.ts';
import { Refusal } from './refusal.ts';
import { changed, newId, type State } from './state.ts';

/** Makes a trigger_id, as every interaction carries one. */
export function newTrigger(state: State, team: string, user: string, viewId?: string): string {
  const id = `${state.now()}.${newId(state, '')}.trigger`;
  state.triggers.set(id, { team, user, madeAt: state.now(), isSpent: false, viewId });
  return id;
}

/** Spends a trigger_id. Throws the Refusal of views.open: it is good once, for three seconds. */
export function spendTrigger(state: State, id: unknown, team: string): Trigger {
  const trigger = typeof id === 'string' ? state.triggers.get(id) : undefined;
  if (!trigger || trigger.team !== team) throw new Refusal('invalid_trigger_id');
  if (trigger.isSpent) throw new Refusal('exchanged_trigger_id');
  if (state.now() - trigger.madeAt > LIMITS.triggerLife) throw new Refusal('expired_trigger_id');
  trigger.isSpent = true;
  return trigger;
}

/** Throws a Refusal where Slack would not show this view. */
export function checkView(state: State, view: Fields, type: 'modal' | 'home', itself?: OpenView): void {
  if (view.type !== type)
    throw new Refusal('invalid_arguments', [`must be a ${type} [json-pointer:/view/type]`]);
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.viewBytes) throw new Refusal('view_too_large');
  const complaints = viewComplaints(view);
  if (complaints.length > 0) throw new Refusal('invalid_arguments', complaints);
  const taken = [...state.views.values(), ...state.homes.values()].some(
    (other) => view.external_id && other !== itself && other.view.external_id === view.external_id,
  );
  if (taken) throw new Refusal('duplicate_external_id');
}

/** Opens a modal, or lays it over `previous`. The view has passed `checkView`. */
export function openView(
  state: State,
  team: string,
  user: string,
  view: Fields,
  previous?: OpenView,
): OpenView {
  const id = newId(state, 'V');
  const opened: OpenView = {
    id,
    team,
    user,
    hash: newId(state, 'hash'),
    view: { ...view, blocks: withIds(state, objectsOf(view.blocks)) },
    rootId: previous?.rootId ?? id,
    previousId: previous?.id,
  };
  if (view.type === 'home') state.homes.set(user, opened);
  else state.views.set(id, opened);
  changed(state);
  return opened;
}

export function updateView(state: State, open: OpenView, view: Fields): void {
  open.view = { ...view, blocks: withIds(state, objectsOf(view.blocks)) };
  open.hash = newId(state, 'hash');
  changed(state);
}

/** The modals of a stack, the first one first. */
export const stackOf = (state: State, rootId: string): OpenView[] =>
  [...state.views.values()].filter((view) => view.rootId === rootId);

/** Closes one modal, or the whole stack. */
export function closeViews(state: State, view: OpenView, all: boolean): void {
  for (const closed of all ? stackOf(state, view.rootId) : [view]) state.views.delete(closed.id);
  changed(state);
}

/** A view as Slack hands it to apps. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function toViewObject(state: State, { id, team, hash, view, rootId, previousId }: OpenView): Fields {
  return {
    id,
    team_id: team,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    title: null,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view,
    state: fieldsOf(view.state ?? { values: {} }),
    hash,
    root_view_id: rootId,
    previous_view_id: previousId ?? null,
    app_id: state.appId,
    app_installed_team_id: team,
    bot_id: teamOf(state, team).botId,
  };
}

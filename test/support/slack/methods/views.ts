import type { OpenView } from '../entities.ts';
import { fieldsOf } from '../json.ts';
import { LIMITS } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { checkView, openView, spendTrigger, stackOf, toViewObject, updateView } from '../views.ts';
import { type Call, type Method, required } from './method.ts';

function needSameHash({ args }: Call, view: OpenView): void {
  if (args.hash !== undefined && args.hash !== view.hash) throw new Refusal('hash_conflict');
}

/** https://docs.slack.dev/reference/methods/views.open */
const open: Method = {
  token: 'bot',
  run({ state, args, team }) {
    const view = fieldsOf(args.view);
    checkView(state, view, 'modal');
    const trigger = spendTrigger(state, args.trigger_id, team.id);
    return { view: toViewObject(state, openView(state, team.id, trigger.user, view)) };
  },
};

/** https://docs.slack.dev/reference/methods/views.push */
const push: Method = {
  token: 'bot',
  run({ state, args, team }) {
    const view = fieldsOf(args.view);
    checkView(state, view, 'modal');
    const trigger = spendTrigger(state, args.trigger_id, team.id);
    const previous = state.views.get(trigger.viewId ?? '');
    if (!previous) throw new Refusal('not_found');
    if (stackOf(state, previous.rootId).length >= LIMITS.viewStack) throw new Refusal('push_limit_reached');
    return { view: toViewObject(state, openView(state, team.id, trigger.user, view, previous)) };
  },
};

/** https://docs.slack.dev/reference/methods/views.update */
const update: Method = {
  token: 'bot',
  run(call) {
    const { state, args, team } = call;
    const byExternalId = [...state.views.values()].find(
      (one) => args.external_id && one.view.external_id === args.external_id,
    );
    const found = state.views.get(required(args, 'view_id')) ?? byExternalId;
    if (!found || found.team !== team.id) throw new Refusal('not_found');
    const view = fieldsOf(args.view);
    checkView(state, view, 'modal', found);
    needSameHash(call, found);
    updateView(state, found, view);
    return { view: toViewObject(state, found) };
  },
};

/** https://docs.slack.dev/reference/methods/views.publish */
const publish: Method = {
  token: 'bot',
  run(call) {
    const { state, args, team } = call;
    if (!state.app.hasHomeTab) throw new Refusal('not_enabled');
    const user = state.users.get(required(args, 'user_id'));
    if (!user || user.team !== team.id)
      throw new Refusal('invalid_arguments', ['user not found [json-pointer:/user_id]']);
    const known = state.homes.get(user.id);
    const view = fieldsOf(args.view);
    checkView(state, view, 'home', known);
    if (known) {
      needSameHash(call, known);
      updateView(state, known, view);
    }
    return { view: toViewObject(state, known ?? openView(state, team.id, user.id, view)) };
  },
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};

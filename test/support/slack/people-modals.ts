import type { DeliveryOptions } from './delivery.ts';
import { directChannel, teamOf, userOf } from './directory.ts';
import type { Dispatch } from './dispatch.ts';
import type { OpenView } from './entities.ts';
import { type Exchange, sceneAt, toExchange, troubleOf } from './exchange.ts';
import { personFields } from './interactions.ts';
import { type Fields, fieldsOf } from './json.ts';
import { LIMITS } from './limits.ts';
import { type Filled, inputsOf, valuesOf } from './reading.ts';
import { Refusal } from './refusal.ts';
import { type State, violate } from './state.ts';
import { checkView, closeViews, newTrigger, openView, stackOf, toViewObject, updateView } from './views.ts';
import { refusalAnswer } from './web-api.ts';

/** What people do in modals. */
export interface PeopleInModals {
  /**
   * Fills a modal in, by labels, block ids or action ids, and submits it. Throws an error where Slack's own form would not submit:
   * a required input is empty. What the app answers happens: errors are shown, views updated, pushed or closed.
   */
  submit(view: OpenView, values: Filled, options?: DeliveryOptions): Promise<Exchange>;
  /** Closes a modal by its own button; the app hears of it where it asked to. */
  close(view: OpenView, options?: DeliveryOptions): Promise<Exchange>;
}

export function createPeopleInModals(state: State, dispatch: Dispatch): PeopleInModals {
  function fill(view: OpenView, filled: Filled): Fields {
    const values = valuesOf(view, filled);
    for (const { block, element } of inputsOf(view)) {
      const value = fieldsOf(values[String(block.block_id)]?.[String(element.action_id)]);
      const isEmpty = Object.entries(value).every(
        ([key, one]) => key === 'type' || one === null || one === '',
      );
      if (isEmpty && block.optional !== true)
        throw new Error(`"${fieldsOf(block.label).text}" must be filled in`);
    }
    return values;
  }

  async function send(
    type: string,
    view: OpenView,
    more: Fields,
    acceptsPayload: boolean,
    options: DeliveryOptions,
  ): Promise<Exchange> {
    const user = userOf(state, view.user);
    const channel = directChannel(state, teamOf(state, view.team), user.id);
    const scene = sceneAt(state, channel.id, user.id);
    const payload = { type, ...personFields(state, user), view: toViewObject(state, view), ...more };
    const outcome = await dispatch.interaction({ kind: 'interactive', payload, acceptsPayload }, options);
    return toExchange(state, scene, [outcome], { trouble: troubleOf(outcome) });
  }

  async function submit(view: OpenView, values: Filled, options: DeliveryOptions = {}) {
    view.view = { ...view.view, state: { values: fill(view, values) } };
    const more = { trigger_id: newTrigger(state, view.team, view.user, view.id), response_urls: [] };
    const exchange = await send('view_submission', view, more, true, options);
    if (exchange.trouble) return exchange;
    try {
      react(view, exchange.ack ?? {});
      return exchange;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusalAnswer(state, 'view_submission', error);
      return { ...exchange, trouble: error.message };
    }
  }

  /** What the answers to a submission make Slack do. https://docs.slack.dev/surfaces/modals#response_actions */
  const reactions: Readonly<Record<string, (view: OpenView, ack: Fields) => void>> = {
    close: (view) => closeViews(state, view, false),
    clear: (view) => closeViews(state, view, true),
    update(view, ack) {
      checkView(state, fieldsOf(ack.view), 'modal', view);
      updateView(state, view, fieldsOf(ack.view));
    },
    push(view, ack) {
      checkView(state, fieldsOf(ack.view), 'modal');
      if (stackOf(state, view.rootId).length >= LIMITS.viewStack) throw new Refusal('push_limit_reached');
      openView(state, view.team, view.user, fieldsOf(ack.view), view);
    },
    errors: (view, ack) => checkErrors(view, fieldsOf(ack.errors)),
  };

  function react(view: OpenView, ack: Fields): void {
    const reaction = reactions[ack.response_action === undefined ? 'close' : String(ack.response_action)];
    if (reaction) reaction(view, ack);
    else violate(state, `view_submission: unknown response_action ${ack.response_action}`);
  }

  function checkErrors(view: OpenView, errors: Fields): void {
    const known = new Set(inputsOf(view).map(({ block }) => block.block_id));
    const wrong = Object.keys(errors).filter((id) => !known.has(id));
    if (wrong.length > 0 || Object.keys(errors).length === 0) {
      violate(
        state,
        `view_submission: errors for blocks that are no inputs: ${wrong.join(', ') || 'none named'}`,
      );
    }
  }

  return {
    submit,
    async close(view, options = {}) {
      closeViews(state, view, view.view.clear_on_close === true);
      const isHeard = view.view.notify_on_close === true;
      return isHeard
        ? send('view_closed', view, { is_cleared: false }, false, options)
        : toExchange(state, sceneAt(state, '', view.user), []);
    },
  };
}

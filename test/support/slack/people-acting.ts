import { blockComplaints } from './block-checks.ts';
import type { DeliveryOptions } from './delivery.ts';
import type { Dispatch } from './dispatch.ts';
import type { User } from './entities.ts';
import { type Exchange, sceneAt } from './exchange.ts';
import { interact, personFields, placeOf } from './interactions.ts';
import { type Fields, fieldsOf } from './json.ts';
import {
  type Filled,
  type Found,
  findElement,
  findInput,
  type SurfaceWithBlocks,
  toValue,
  valuesOf,
} from './reading.ts';
import { newTs, type State, violate } from './state.ts';
import { newTrigger } from './views.ts';

/** Who acts, and what they filled into the inputs beside what they press. */
export type Acting = { by: User; filled?: Filled } & DeliveryOptions;

/** What people do with buttons and menus. */
export interface PeopleActing {
  /** Presses a button, or chooses from a menu, by the words on it or by its action_id. Throws an error where there is none. */
  press(surface: SurfaceWithBlocks, name: string, options: Acting): Promise<Exchange>;
  /** Types into an input that sends what is typed, and presses Enter. */
  enter(surface: SurfaceWithBlocks, name: string, text: string, options: Acting): Promise<Exchange>;
  /** Types into a menu whose choices the app gives; the choices are the acknowledgement. */
  suggest(surface: SurfaceWithBlocks, name: string, typed: string, options: Acting): Promise<Exchange>;
}

export function createPeopleActing(state: State, dispatch: Dispatch, base: () => string): PeopleActing {
  async function act(
    surface: SurfaceWithBlocks,
    { block, element }: Found,
    value: Fields,
    options: Acting,
  ): Promise<Exchange> {
    const { by, filled = {} } = options;
    const { fields, channel } = placeOf(state, base(), surface, by);
    const scene = sceneAt(state, channel.id, by.id);
    const ids = { action_id: element.action_id, block_id: block.block_id };
    const isInModal = 'view' in surface && surface.view.type === 'modal';
    const values = valuesOf(surface, filled);
    const payload = {
      type: 'block_actions',
      ...personFields(state, by),
      ...fields,
      ...('view' in surface && { view: { ...fieldsOf(fields.view), state: { values } } }),
      trigger_id: newTrigger(state, by.team, by.id, isInModal ? surface.id : undefined),
      state: { values },
      actions: [{ ...value, type: element.type, ...ids, action_ts: newTs(state) }],
    };
    return interact(state, dispatch, { payload, acceptsPayload: false, scene }, options);
  }

  async function suggest(
    surface: SurfaceWithBlocks,
    name: string,
    typed: string,
    options: Acting,
  ): Promise<Exchange> {
    const { element, block } = findElement(surface, name);
    const { fields, channel } = placeOf(state, base(), surface, options.by);
    const scene = sceneAt(state, channel.id, options.by.id);
    const asked = { action_id: element.action_id, block_id: block.block_id, value: typed };
    const payload = { type: 'block_suggestion', ...personFields(state, options.by), ...fields, ...asked };
    const exchange = await interact(state, dispatch, { payload, acceptsPayload: true, scene }, options);
    const { options: offered, option_groups: groups } = fieldsOf(exchange.ack);
    const menu = { type: 'static_select', ...(offered ? { options: offered } : { option_groups: groups }) };
    const isEmpty = Array.isArray(offered) && offered.length === 0;
    const complaints = isEmpty ? [] : blockComplaints([{ type: 'actions', elements: [menu] }], 'message');
    for (const complaint of complaints) violate(state, `suggestions for ${name}: ${complaint}`);
    return exchange;
  }

  return {
    async press(surface, name, options) {
      const found = findElement(surface, name);
      const { element, option } = found;
      const chosen = option
        ? toValue(element, String(option.value))
        : { text: element.text, value: element.value };
      return act(surface, found, chosen, options);
    },
    async enter(surface, name, text, options) {
      const found = findInput(surface, name);
      if (found.block.dispatch_action !== true) throw new Error(`"${name}" does not dispatch what is typed`);
      return act(surface, found, toValue(found.element, text), {
        ...options,
        filled: { ...options.filled, [name]: text },
      });
    },
    suggest,
  };
}

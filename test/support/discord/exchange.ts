import type { APIInteraction, APIMessage, InteractionResponseType } from 'discord.js';
import type { Component } from './components.ts';
import { LIMITS } from './limits.ts';
import type { StoredMessage, World } from './world.ts';

/** A modal as the bot opened it. */
export interface Modal {
  custom_id: string;
  title: string;
  components: Component[];
}

/** One completion that the bot offered. */
export interface Choice {
  name: string;
  value: string | number;
}

/** How far an exchange came: nothing yet, acknowledged within three seconds, or something to see. */
export type Phase = 'sent' | 'acknowledged' | 'shown';

/** One interaction and everything that the bot did about it. It is live: look again after the bot did more. */
export interface Exchange {
  readonly interaction: APIInteraction;
  readonly userId: string;
  readonly sentAt: number;
  /** The kind of the first answer. */
  callback?: InteractionResponseType;
  /** The message that answers it; for a button's update, the message it sits on. */
  original?: StoredMessage;
  readonly followUps: APIMessage[];
  /** Each version of the answer after the first, oldest first. */
  readonly edits: APIMessage[];
  choices?: Choice[];
  modal?: Modal;
  /** The answer as the asker sees it now; undefined while the bot thinks, or once it is deleted. */
  readonly reply: APIMessage | undefined;
  /** Whether only the asker sees the answer. */
  readonly ephemeral: boolean;
  /** Whether the first answer only promised one. */
  readonly deferred: boolean;
  /** Resolves once it came as far as `phase`. */
  until(phase: Phase): Promise<Exchange>;
}

const DEFERRED: ReadonlySet<InteractionResponseType | undefined> = new Set([5, 6]);

/** Starts to keep what happens about an interaction. */
export function openExchange(world: World, interaction: APIInteraction, userId: string): Exchange {
  const exchange: Exchange = {
    interaction,
    userId,
    sentAt: world.now(),
    followUps: [],
    edits: [],
    get reply() {
      const { original } = this;
      const visible = original && !original.loading && world.messages.has(original.data.id);
      return visible ? original.data : undefined;
    },
    get ephemeral() {
      return this.original?.visibleTo !== undefined;
    },
    get deferred() {
      return DEFERRED.has(this.callback);
    },
    until: (phase) =>
      world.activity.until(
        () => reached(exchange, phase) && exchange,
        () => `${describe(interaction)} to be ${phase}; ${describeFailures(world)}`,
      ),
  };
  world.exchanges.set(interaction.id, exchange);
  return exchange;
}

function reached(exchange: Exchange, phase: Phase): boolean {
  if (phase === 'sent') return true;
  if (exchange.callback === undefined) return false;
  if (phase === 'acknowledged' || !exchange.deferred) return true;
  return exchange.edits.length + exchange.followUps.length > 0;
}

/** Whether the bot may still use the interaction's token. */
export function isTokenAlive(exchange: Exchange, now: number): boolean {
  return now - exchange.sentAt <= LIMITS.interactionToken.max;
}

/** Whether Discord still waits for the first answer. */
export function isAwaited(exchange: Exchange, now: number): boolean {
  return now - exchange.sentAt <= LIMITS.firstAnswer.max;
}

function describe(interaction: APIInteraction): string {
  return `interaction ${interaction.id} (${JSON.stringify(interaction.data)})`;
}

function describeFailures({ violations }: World): string {
  return violations.length === 0
    ? 'nothing was refused'
    : `refused: ${violations.map(({ code, where, message }) => `${code} ${where} ${message}`).join('; ')}`;
}

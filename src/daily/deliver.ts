import { createSlots, type Leave } from '../concurrency/slots.ts';
import { UnavailableError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Timer } from '../sources/timer.ts';
import type { Claim, Deliveries } from './deliveries.ts';
import type { Posted, Poster } from './poster.ts';
import { type Due, dueMoments } from './schedule.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';

/** What a delivery posts. */
export interface Prepared {
  /** The ids of its papers in their order; none on an empty day. */
  papers: readonly string[];
  reply: Reply;
}

export interface DelivererParts {
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  /** Those of the platforms that this process is connected to. */
  posters: readonly Poster[];
  /**
   * What a subscription gets on a day; undefined where that is nothing.
   *
   * @param papers those that an earlier try had chosen
   */
  prepare(subscription: Subscription, day: string, papers?: readonly string[]): Promise<Prepared | undefined>;
  /** What whoever made a subscription is told when it had to be paused. */
  toPausedReply(subscription: Subscription, why: 'gone' | 'not-allowed'): Reply;
  /** How late picks may come, in ms; later ones are skipped. */
  catchUp: number;
  clock: Clock;
  timer: Pick<Timer, 'sleep'>;
  log: Log;
}

export interface Deliverer {
  /** Delivers what is due now; resolves when all of it is done, posted or given up for now. Never rejects. */
  tick(): Promise<void>;
}

/** A claim is lost this long after its last sign of life, in ms: then another process takes over. */
const LEASE = 120_000;
/** So many are prepared at the same time: each holds the new papers of its days in memory. */
const PREPARING = 8;

/**
 * Delivers picks once, however many processes run and wherever one dies: a delivery is claimed in the database, what is
 * about to be posted is written down before it is (an outbox), and after a try of which nobody knows how it ended, the
 * poster looks in the channel first. They are prepared some at a time and posted side by side, so a slow channel
 * delays no other.
 */
export function createDeliverer(parts: DelivererParts): Deliverer {
  const { subscriptions, deliveries, posters, clock, log } = parts;
  /** Deliveries in progress here, and those that are known to be final. */
  const busy = new Set<string>();
  const settled = new Set<string>();
  const enter = createSlots(PREPARING);

  async function deliver(subscription: Subscription, due: Due, poster: Poster): Promise<void> {
    // Before the claim, so that no lease runs out in the queue.
    const leave = await enter();
    try {
      await claimAndWork(subscription, due, poster, leave);
    } finally {
      leave();
    }
  }

  async function claimAndWork(
    subscription: Subscription,
    due: Due,
    poster: Poster,
    leave: Leave,
  ): Promise<void> {
    const key = { subscription: subscription.id, day: due.day };
    const claim = await deliveries.claim(key, LEASE);
    if (!claim) {
      const state = (await deliveries.find(key))?.state;
      if (state !== undefined && state !== 'claimed' && state !== 'posting') settled.add(toKey(key));
      return;
    }
    try {
      const posted = await work(subscription, due, poster, claim, leave);
      if (posted) await conclude(subscription, due, poster, claim, posted);
    } catch (err) {
      const fields = { err, ...key };
      if (err instanceof UnavailableError) log.warn(fields, 'picks could not be posted now; trying again');
      else log.error(fields, 'picks could not be prepared');
      await deliveries.release(claim);
    }
  }

  /** Prepares and posts; undefined where nothing was to be posted, or the claim was lost. */
  async function work(
    subscription: Subscription,
    due: Due,
    poster: Poster,
    claim: Claim,
    leave: Leave,
  ): Promise<Posted | undefined> {
    const { id, place, lang } = subscription;
    const { state, claimedAt, papers: chosen } = claim.delivery;
    const tried = state === 'posting';
    if (clock.now().getTime() - due.at.getTime() > parts.catchUp) {
      log.warn({ subscription: id, day: due.day, tried }, 'picks skipped: their time is too long past');
      const why = tried ? 'too late to look whether it was posted' : 'too late';
      await deliveries.finish(claim, { state: tried ? 'failed' : 'skipped', why });
      return undefined;
    }
    const prepared = await parts.prepare(subscription, due.day, tried ? chosen : undefined);
    if (!prepared) {
      await deliveries.finish(claim, { state: 'skipped', why: 'nothing new' });
      return undefined;
    }
    const mine = () => deliveries.begin(claim, prepared.papers, LEASE);
    if (!(await mine())) return undefined;
    leave();
    const posting = { place, key: `${id}/${due.day}`, reply: prepared.reply, lang };
    return whileHeld(mine, () =>
      poster.post(tried ? { ...posting, since: new Date(claimedAt) } : posting, mine),
    );
  }

  async function conclude(
    subscription: Subscription,
    { day }: Due,
    poster: Poster,
    claim: Claim,
    posted: Posted,
  ): Promise<void> {
    const fields = { subscription: subscription.id, day, place: subscription.place };
    if (posted.kind === 'posted' || posted.kind === 'found') {
      await deliveries.finish(claim, { state: 'posted', message: posted.message });
      log.info({ ...fields, found: posted.kind === 'found' }, 'picks posted');
    } else if (posted.kind === 'unknown') {
      await deliveries.finish(claim, {
        state: 'failed',
        why: 'may stand in the channel, where we may not look',
      });
      log.warn(fields, 'picks may be lost: an earlier try may have posted them, and we may not look');
    } else {
      await deliveries.finish(claim, { state: 'failed', why: posted.why });
      await subscriptions.save({ ...subscription, paused: posted.why });
      log.warn({ ...fields, why: posted.why }, 'subscription paused: its channel takes no posts');
      const reply = parts.toPausedReply(subscription, posted.why);
      if (subscription.madeBy !== undefined) await poster.tell(subscription.madeBy, reply, subscription.lang);
    }
  }

  /** Keeps the claim alive while the work goes on, which may wait for a platform's rate limit. */
  async function whileHeld<Result>(
    renew: () => Promise<boolean>,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const done = new AbortController();
    const renewing = (async () => {
      while (!done.signal.aborted) {
        await parts.timer.sleep(LEASE / 4, done.signal);
        if (!done.signal.aborted) await renew();
      }
    })().catch((err: unknown) => {
      if (!done.signal.aborted) log.warn({ err }, 'a claim could not be renewed');
    });
    try {
      return await work();
    } finally {
      done.abort();
      await renewing;
    }
  }

  async function deliverOnce(subscription: Subscription, due: Due, poster: Poster): Promise<void> {
    const key = toKey({ subscription: subscription.id, day: due.day });
    if (busy.has(key) || settled.has(key)) return;
    busy.add(key);
    try {
      await deliver(subscription, due, poster);
    } catch (err) {
      log.error({ err, subscription: subscription.id, day: due.day }, 'a delivery failed');
    } finally {
      busy.delete(key);
    }
  }

  return {
    async tick() {
      try {
        const now = clock.now();
        const work = (await subscriptions.active()).flatMap((subscription) => {
          const poster = posters.find(({ prefix }) => subscription.place.startsWith(prefix));
          if (!poster) return [];
          return dueMoments(subscription, now).map((due) => deliverOnce(subscription, due, poster));
        });
        await Promise.all(work);
      } catch (err) {
        log.error({ err }, 'the subscriptions could not be read');
      }
    },
  };
}

const toKey = ({ subscription, day }: { subscription: string; day: string }) => `${subscription}/${day}`;

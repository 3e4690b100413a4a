import { threadId, Worker } from 'node:worker_threads';
import { type App, openApp } from '../../../src/app.ts';
import { startChats } from '../../../src/chats.ts';
import { readConfig } from '../../../src/config.ts';
import type { Deliveries } from '../../../src/daily/deliveries.ts';
import { createMetrics } from '../../../src/observe/metrics.ts';
import type { Step } from './steps.ts';

/**
 * The real bot as a process that dies by SIGKILL at one step of a delivery (argument 1; none: it lives), with a clock
 * that is ahead by so many milliseconds (argument 2), so that nobody need wait for a lease to end.
 */
const [step, ahead = '0'] = process.argv.slice(2);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing more must happen meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const dieAt = (at: Step) => step === at && die();

/** Kills the process from another thread within some milliseconds, so that it hits whatever this thread is doing. */
async function dieSoon(): Promise<void> {
  const killer = new Worker(
    'require("node:worker_threads").parentPort.on("message", (ms) => setTimeout(() => process.kill(process.pid, "SIGKILL"), ms))',
    { eval: true },
  );
  await new Promise((resolve) => killer.once('online', resolve));
  killer.postMessage(Math.random() * 4 + threadId);
}

function mortal(deliveries: Deliveries): Deliveries {
  return {
    ...deliveries,
    async claim(key, lease) {
      dieAt('before the claim');
      const claim = await deliveries.claim(key, lease);
      if (claim) dieAt('after the claim');
      return claim;
    },
    async begin(claim, papers, lease) {
      const mine = await deliveries.begin(claim, papers, lease);
      if (mine) dieAt('after it is written down, before the post');
      return mine;
    },
    async finish(claim, outcome) {
      if (outcome.state === 'posted') dieAt('after the post, before the mark');
      if (step === 'during the mark') await dieSoon();
      await deliveries.finish(claim, outcome);
    },
  };
}

const config = readConfig(process.env);
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => new Date(Date.now() + Number(ahead)) };
const opened = await openApp(config, { clock, random: Math.random, log: silent, fetch });
const app: App = { ...opened, store: { ...opened.store, deliveries: mortal(opened.store.deliveries) } };
await startChats(app, config, createMetrics());

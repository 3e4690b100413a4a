import { startProver } from '../support/once/prove.ts';
import { STEPS } from '../support/once/steps.ts';

const RUNS = 100;
/** Runs side by side; each is two processes one after the other, mostly waiting for their start. */
const AT_ONCE = 3;

/** Kills the real bot at each step of a delivery (or at those whose name holds `step`), starts it again, and counts what stands in the channels. */
export async function benchOnce({
  json,
  runs = String(RUNS),
  step: named = '',
}: {
  json: boolean;
  runs?: string | undefined;
  step?: string | undefined;
}): Promise<void> {
  const prover = await startProver();
  const rows: Record<string, string | number>[] = [];
  try {
    for (const step of STEPS.filter((each) => each.includes(named))) {
      const row = { step, runs: 0, killed: 0, discordOnce: 0, slackOnce: 0, lost: 0, doubled: 0 };
      let left = Number(runs);
      const work = async () => {
        while (left-- > 0) {
          const { discord, slack, killed } = await prover.run(step);
          row.runs += 1;
          row.killed += killed ? 1 : 0;
          row.discordOnce += discord === 1 ? 1 : 0;
          row.slackOnce += slack === 1 ? 1 : 0;
          row.lost += [discord, slack].filter((each) => each === 0).length;
          row.doubled += [discord, slack].filter((each) => each > 1).length;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      rows.push(row);
      if (!json) process.stdout.write(`${Object.values(row).join('  ')}\n`);
    }
  } finally {
    await prover.stop();
  }
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else process.stdout.write('step, runs, killed there, once in Discord, once in Slack, lost, doubled\n');
}

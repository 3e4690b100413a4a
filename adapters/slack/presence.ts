import type { Log } from '../../src/ports.ts';
import type { Forgetting } from '../../src/team/forgetting.ts';

/** Tells those who keep data of workspaces which of them are served. Never rejects. */
export interface Presence {
  installed(team: string): Promise<void>;
  removed(team: string): Promise<void>;
}

export function createPresence(
  forgetting: Pick<Forgetting, 'markRemoved' | 'markPresent'> | undefined,
  log: Log,
): Presence {
  const note = async (team: string, work: Promise<void> | undefined) => {
    try {
      await work;
    } catch (error) {
      log.error({ err: error, team }, 'it was not noted whether a Slack workspace has the app');
    }
  };
  return {
    installed: (team) => note(team, forgetting?.markPresent(`slack:${team}`)),
    removed: (team) => note(team, forgetting?.markRemoved(`slack:${team}`)),
  };
}

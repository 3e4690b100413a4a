import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Installations } from '../../src/installations.ts';

/** The part of an installation that answering needs; Bolt wrote it whole, and its other fields are kept as they came. */
const installation = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ token: z.string(), id: z.string(), userId: z.string(), scopes: z.array(z.string()) }),
});

function isInstallation(value: unknown): value is Installation<'v2', boolean> {
  return installation.safeParse(value).success;
}

/** Bolt's store of installations over ours. A workspace has its id as key, an organisation that installed for all of its workspaces its own. */
export function toInstallationStore(
  installations: Installations,
  onInstalled?: (team: string) => Promise<void>,
): InstallationStore {
  return {
    async storeInstallation(one) {
      await installations.save(`slack:${one.team?.id ?? one.enterprise?.id ?? ''}`, JSON.stringify(one));
      if (one.team) await onInstalled?.(one.team.id);
    },
    async fetchInstallation(query) {
      for (const key of keysOf(query)) {
        const json = await installations.find(key);
        if (json === undefined) continue;
        const found: unknown = JSON.parse(json);
        if (isInstallation(found)) return found;
        throw new Error(`what is kept as ${key} is no installation`);
      }
      throw new Error(`not installed in ${query.teamId ?? query.enterpriseId ?? 'an unknown workspace'}`);
    },
    async deleteInstallation(query) {
      const [key] = keysOf(query);
      if (key !== undefined) await installations.remove(key);
    },
  };
}

/** Its own installation comes first; a workspace may also be served by its organisation's. */
function keysOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): string[] {
  const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
  return ids.flatMap((id) => (id === undefined ? [] : [`slack:${id}`]));
}

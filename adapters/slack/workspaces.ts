import { webApi } from '@slack/bolt';
import type { Installations } from '../../src/installations.ts';
import { toInstallationStore } from './installations.ts';
import type { Client } from './parts.ts';

/** What we are in a workspace. */
export interface Workspace {
  client: Client;
  /** By which our own messages there are told from others. */
  botId: string | undefined;
}

/** Finds a workspace to speak in without having been asked; undefined where the app is not installed. */
export type FindWorkspace = (team: string) => Promise<Workspace | undefined>;

interface Identity {
  botToken: string;
  botId?: string;
  teamId?: string;
}

/**
 * @param identity of the one workspace that is served; with none, each workspace's token comes from its installation.
 */
export function createWorkspaces(
  identity: Identity | undefined,
  installations: Installations,
  options: webApi.WebClientOptions,
): FindWorkspace {
  const store = toInstallationStore(installations);
  const present = (token: string, botId: string | undefined): Workspace => ({
    client: new webApi.WebClient(token, options),
    botId,
  });
  return async (team) => {
    if (identity) return identity.teamId === team ? present(identity.botToken, identity.botId) : undefined;
    if ((await installations.find(`slack:${team}`)) === undefined) return undefined;
    const { bot } = await store.fetchInstallation({
      teamId: team,
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
    return bot && present(bot.token, bot.id);
  };
}

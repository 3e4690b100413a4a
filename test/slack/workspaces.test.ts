import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { toInstallationStore } from '../../adapters/slack/installations.ts';
import { toManifest } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands/commands.ts';
import { createMemoryInstallations } from '../../src/installations.ts';
import { readable, startStage } from '../support/slack-driver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The manifest must name our address before we listen there. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function start(readsMessages = false) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const installations = createMemoryInstallations();
  const present: string[] = [];
  const forgetting = {
    markPresent: (server: string) => Promise.resolve(void present.push(server)),
    markRemoved: (server: string) => Promise.resolve(void present.splice(present.indexOf(server), 1)),
  };
  const stage = await startStage({
    slack: { manifest: toManifest(commands, address, readsMessages) },
    world: { installations, forgetting },
    settings: (given) => ({
      ...given,
      connection: { kind: 'http', signingSecret: 'signing-secret-of-the-stand-in', port },
      workspaces: {
        kind: 'many',
        clientId: '1111111111.2222222222',
        clientSecret: 'client-secret-of-the-stand-in',
        readsMessages,
      },
    }),
  });
  stops.push(stage.stop);
  return { ...stage, installations, address, present };
}

describe('many workspaces', () => {
  it('install the app and are answered each with its own token; one that leaves is forgotten', async () => {
    const { slack, address, installations, logged } = await start();
    const teams = [slack.addTeam('First'), slack.addTeam('Second')] as const;
    for (const team of teams) {
      expect(await slack.install(`${address}/slack/install`, team)).toMatchObject({ status: 200 });
      const asked = await slack.dm(slack.user('bo', { team: team.id }), '2402.17764');
      expect(readable(await asked.answer())).toContain('The Era of 1-bit LLMs');
    }
    const [first, second] = teams;
    slack.uninstall(first);
    slack.revoke(second);
    const left = () => logged.flatMap(({ fields }) => ('team' in fields ? [fields.team] : []));
    await slack.until('two farewells', () => teams.every(({ id }) => left().includes(id)));
    expect(await installations.find(`slack:${first.id}`)).toBeUndefined();
    expect(await installations.find(`slack:${second.id}`)).toBeUndefined();
  });

  it('are noted as there once they install the app, and as gone once they leave', async () => {
    const { slack, address, present } = await start();
    expect(present).toEqual([]);
    await slack.install(`${address}/slack/install`, slack.team);
    expect(present).toEqual([`slack:${slack.team.id}`]);
    slack.uninstall(slack.team);
    await slack.quiet();
    expect(present).toEqual([]);
  });

  it.each([false, true])(
    'are asked for what is said in channels only where that is set: %s',
    async (reads) => {
      const { slack, address, installations } = await start(reads);
      await slack.install(`${address}/slack/install`, slack.team);
      const kept = await installations.find(`slack:${slack.team.id}`);
      expect(kept?.includes('channels:history')).toBe(reads);
    },
  );

  it('cannot be tricked into an installation that somebody else began', async () => {
    const { slack, address, installations } = await start();
    const page = await slack.install(`${address}/slack/install`, slack.team, { forgetful: true });
    expect(page.status).toBe(400);
    expect(await installations.find(`slack:${slack.team.id}`)).toBeUndefined();
  });

  it('get no answer, and no retries, where the app is not installed', async () => {
    const { slack } = await start();
    const asked = await slack.dm(slack.user('bo'), 'help');
    expect(asked.outcomes).toMatchObject([{ ok: true, status: 200 }]);
    await slack.quiet();
    expect(asked.answers()).toEqual([]);
  });
});

describe('an installation', () => {
  const bot = { token: 'xoxb-1', id: 'B1', userId: 'U1', scopes: ['chat:write'] };
  const user = { id: 'U2', token: undefined, scopes: undefined };
  const store = toInstallationStore(createMemoryInstallations());

  it('of a whole organisation serves its workspaces, but comes after their own', async () => {
    const organisation = {
      team: undefined,
      enterprise: { id: 'E1' },
      isEnterpriseInstall: true as const,
      user,
      bot,
    };
    await store.storeInstallation<'v2'>(organisation);
    const inT1 = { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: false as const };
    expect((await store.fetchInstallation(inT1)).bot?.token).toBe('xoxb-1');
    const own = { team: { id: 'T1' }, enterprise: undefined, isEnterpriseInstall: false as const, user };
    await store.storeInstallation<'v2'>({ ...own, bot: { ...bot, token: 'xoxb-2' } });
    expect((await store.fetchInstallation(inT1)).bot?.token).toBe('xoxb-2');
    await store.deleteInstallation?.(inT1);
    expect((await store.fetchInstallation(inT1)).bot?.token).toBe('xoxb-1');
  });

  it('that is not there is an error that names the workspace', async () => {
    const nowhere = { teamId: 'T9', enterpriseId: undefined, isEnterpriseInstall: false as const };
    await expect(store.fetchInstallation(nowhere)).rejects.toThrow('not installed in T9');
  });
});

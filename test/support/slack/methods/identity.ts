import { toUserObject, userOf } from '../directory.ts';
import { endTokens } from '../oauth.ts';
import { Refusal } from '../refusal.ts';
import { type Method, required } from './method.ts';

export const identityMethods: Readonly<Record<string, Method>> = {
  // https://docs.slack.dev/reference/methods/auth.test
  'auth.test': {
    token: 'bot',
    run: ({ state, team }) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: userOf(state, team.botUser).name,
      team_id: team.id,
      user_id: team.botUser,
      bot_id: team.botId,
      is_enterprise_install: false,
    }),
  },
  // https://docs.slack.dev/reference/methods/users.info
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    run({ state, args, team }) {
      const user = state.users.get(required(args, 'user'));
      if (!user || user.team !== team.id) throw new Refusal('user_not_found');
      return { user: toUserObject(user, args.include_locale === true) };
    },
  },
  // https://docs.slack.dev/reference/methods/bots.info
  'bots.info': {
    token: 'bot',
    scopes: ['users:read'],
    run({ state, args, team }) {
      if (args.bot !== team.botId) throw new Refusal('bot_not_found');
      return {
        bot: { id: team.botId, deleted: false, name: 'paperboy', app_id: state.appId, user_id: team.botUser },
      };
    },
  },
  // https://docs.slack.dev/reference/methods/auth.revoke
  'auth.revoke': {
    token: 'bot',
    run({ state, args, team }) {
      if (args.test !== true) endTokens(state, team, 'revoked');
      return { revoked: args.test !== true };
    },
  },
  // https://docs.slack.dev/reference/methods/apps.uninstall
  'apps.uninstall': {
    token: 'bot',
    run({ state, args, team }) {
      if (args.client_id !== state.clientId) throw new Refusal('invalid_client_id');
      if (args.client_secret !== state.clientSecret) throw new Refusal('bad_client_secret');
      endTokens(state, team, 'uninstalled');
      return {};
    },
  },
};

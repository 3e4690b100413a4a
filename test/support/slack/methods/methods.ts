import { exchangeCode } from '../oauth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { identityMethods } from './identity.ts';
import type { Method } from './method.ts';
import { unfurlMethods } from './unfurl.ts';
import { viewMethods } from './views.ts';

/** Every Web API method that the stand-in serves; `apps.connections.open` belongs to Socket Mode. */
export const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...unfurlMethods,
  ...conversationMethods,
  ...viewMethods,
  ...identityMethods,
  ...fileMethods,
  // https://docs.slack.dev/reference/methods/oauth.v2.access
  'oauth.v2.access': { token: 'none', run: ({ state, args }) => exchangeCode(state, args) },
};

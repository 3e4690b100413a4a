// Writes generated/*.json from the types of @slack/types and @slack/web-api: `node test/support/slack/generate-schemas.ts`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator, type SchemaGenerator } from 'ts-json-schema-generator';
import type { Schema } from './schema-limits.ts';
import { reachable, tidy, toArguments } from './schema-shapes.ts';

/** The types that a bot of text, buttons, menus and tables can send. Others are refused, as unknown ones are. */
const BLOCK_TYPES = [
  'ActionsBlock',
  'AlertBlock',
  'CardBlock',
  'CarouselBlock',
  'ContextBlock',
  'ContextActionsBlock',
  'DividerBlock',
  'HeaderBlock',
  'ImageBlock',
  'InputBlock',
  'MarkdownBlock',
  'RichTextBlock',
  'SectionBlock',
  'TableBlock',
];
const SURFACE_TYPES = [
  'HomeView',
  'ModalView',
  'MessageAttachment',
  'MessageMetadata',
  'Option',
  'OptionGroup',
];

/** The arguments type of every Web API method that the stand-in serves. */
const ARGUMENT_TYPES: Readonly<Record<string, string>> = {
  'api.test': 'APITestArguments',
  'apps.connections.open': 'AppsConnectionsOpenArguments',
  'apps.uninstall': 'AppsUninstallArguments',
  'auth.revoke': 'AuthRevokeArguments',
  'auth.test': 'AuthTestArguments',
  'bots.info': 'BotsInfoArguments',
  'chat.delete': 'ChatDeleteArguments',
  'chat.getPermalink': 'ChatGetPermalinkArguments',
  'chat.postEphemeral': 'ChatPostEphemeralArguments',
  'chat.postMessage': 'ChatPostMessageArguments',
  'chat.unfurl': 'ChatUnfurlArguments',
  'chat.update': 'ChatUpdateArguments',
  'conversations.history': 'ConversationsHistoryArguments',
  'conversations.info': 'ConversationsInfoArguments',
  'conversations.join': 'ConversationsJoinArguments',
  'conversations.members': 'ConversationsMembersArguments',
  'conversations.open': 'ConversationsOpenArguments',
  'conversations.replies': 'ConversationsRepliesArguments',
  'files.completeUploadExternal': 'FilesCompleteUploadExternalArguments',
  'files.getUploadURLExternal': 'FilesGetUploadURLExternalArguments',
  'oauth.v2.access': 'OAuthV2AccessArguments',
  'users.info': 'UsersInfoArguments',
  'views.open': 'ViewsOpenArguments',
  'views.publish': 'ViewsPublishArguments',
  'views.push': 'ViewsPushArguments',
  'views.update': 'ViewsUpdateArguments',
};

const OPTION = 'https://docs.slack.dev/reference/block-kit/composition-objects/option-object';

/** Where Slack's reference and the comments in @slack/types differ; the reference holds. */
const CORRECTIONS = [
  { definition: 'PlainTextOption', property: 'value', maxLength: 150, see: OPTION },
  { definition: 'MrkdwnOption', property: 'value', maxLength: 150, see: OPTION },
] as const;

function generatorFor(specifier: string): SchemaGenerator {
  const path = fileURLToPath(import.meta.resolve(specifier)).replace(/\.js$/, '.d.ts');
  return createGenerator({ path, skipTypeCheck: true, jsDoc: 'extended', additionalProperties: false });
}

/** The schema of one type, with everything it refers to under `definitions`. */
function schemaOf(generator: SchemaGenerator, type: string): Schema {
  return JSON.parse(JSON.stringify(generator.createSchema(type)));
}

function correct(definitions: Record<string, Schema>): void {
  for (const { definition, property, maxLength } of CORRECTIONS) {
    const schema = definitions[definition]?.properties?.[property];
    if (!schema) throw new Error(`@slack/types has no ${definition}.${property}`);
    schema.maxLength = maxLength;
  }
}

function blockSchemas(): Schema {
  const generator = generatorFor('@slack/types');
  const roots = [...BLOCK_TYPES, ...SURFACE_TYPES];
  const raw: Record<string, Schema> = Object.assign(
    {},
    ...roots.map((type) => schemaOf(generator, type).definitions ?? {}),
  );
  const tidied = Object.fromEntries(Object.entries(raw).map(([name, schema]) => [name, tidy(schema, raw)]));
  correct(tidied);
  return { definitions: reachable(roots, tidied) };
}

function argumentSchemas(): Record<string, Schema> {
  const generator = generatorFor('@slack/web-api');
  return Object.fromEntries(
    Object.entries(ARGUMENT_TYPES).map(([method, type]) => {
      const schema = schemaOf(generator, type);
      const definitions = schema.definitions ?? {};
      return [method, toArguments(definitions[type] ?? schema, definitions)];
    }),
  );
}

const folder = fileURLToPath(new URL('generated/', import.meta.url));
mkdirSync(folder, { recursive: true });
const write = (name: string, value: unknown): void =>
  writeFileSync(`${folder}${name}`, `${JSON.stringify(value)}\n`);
write('blocks.json', blockSchemas());
write('arguments.json', argumentSchemas());
execFileSync(fileURLToPath(new URL('../../../node_modules/.bin/biome', import.meta.url)), [
  'format',
  '--write',
  folder,
]);

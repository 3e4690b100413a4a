/**
 * Discord's limits that its published description lacks or has otherwise, each with the page that states it. All others
 * (a label of 80, a `custom_id` of 100, 25 choices …) are in the description, which schema.ts applies. Lengths are in
 * UTF-16 code units, times in milliseconds.
 */
const DOCS = 'https://docs.discord.com/developers';

export const LIMITS = {
  /** The published description says 4,000 for channel messages, which only paying people have. */
  content: { max: 2000, source: `${DOCS}/resources/message#create-message` },
  embedTotal: { max: 6000, source: `${DOCS}/resources/message#embed-object-embed-limits` },
  requestBytes: { max: 25 * 1024 * 1024, source: `${DOCS}/reference#uploading-files` },

  legacyRows: { max: 5, source: `${DOCS}/components/reference#legacy-message-component-behavior` },
  components: { max: 40, source: `${DOCS}/components/reference#component-object` },
  textTotal: { max: 4000, source: `${DOCS}/components/reference#component-object` },
  rowButtons: { max: 5, source: `${DOCS}/components/reference#action-row` },
  rowSelects: { max: 1, source: `${DOCS}/components/reference#action-row` },
  modalComponents: { min: 1, max: 5, source: `${DOCS}/interactions/receiving-and-responding#modal` },

  mentionsListed: { max: 100, source: `${DOCS}/resources/message#allowed-mentions-object` },
  choiceValue: { max: 100, source: `${DOCS}/interactions/application-commands#application-command-object` },

  slashCommands: { max: 100, source: `${DOCS}/interactions/application-commands#registering-a-command` },
  userCommands: { max: 15, source: `${DOCS}/interactions/application-commands#registering-a-command` },
  messageCommands: { max: 15, source: `${DOCS}/interactions/application-commands#registering-a-command` },
  commandTotal: { max: 8000, source: `${DOCS}/interactions/application-commands#slash-commands` },

  firstAnswer: { max: 3000, source: `${DOCS}/interactions/receiving-and-responding#responding` },
  interactionToken: {
    max: 15 * 60 * 1000,
    source: `${DOCS}/interactions/receiving-and-responding#responding`,
  },
  userInstallFollowUps: {
    max: 5,
    source: `${DOCS}/interactions/receiving-and-responding#create-followup-message`,
  },

  gatewayPayloadBytes: { max: 4096, source: `${DOCS}/events/gateway#sending-events` },
  gatewaySends: { max: 120, perMs: 60_000, source: `${DOCS}/events/gateway#rate-limiting` },
} as const;

/**
 * What Discord takes as a command's or an option's name; slash commands must also be in lower case.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
 */
export const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** https://docs.discord.com/developers/reference#locales */
export const LOCALES: ReadonlySet<string> = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th ' +
    'zh-CN ja zh-TW ko'
  ).split(' '),
);

import { bad, type CheckWorld, type Finding, good, note } from './doctor.ts';

/** Settings that are right by themselves, and wrong or odd together. */
export async function checkSettings({ config }: CheckWorld): Promise<Finding[]> {
  const {
    DISCORD_TOKEN: discord,
    SLACK_BOT_TOKEN: bot,
    SLACK_APP_TOKEN: app,
    SLACK_SIGNING_SECRET: signing,
    SLACK_CLIENT_ID: client,
  } = config;
  const findings = [
    ...((discord ?? bot ?? client) === undefined
      ? [
          note(
            'settings',
            'no chat platform is set up: only the terminal answers; see README under Discord and Slack',
          ),
        ]
      : []),
    ...(bot !== undefined && app === undefined && signing === undefined
      ? [
          bad(
            'settings',
            'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it',
          ),
        ]
      : []),
    ...(client !== undefined && (config.SLACK_CLIENT_SECRET === undefined || signing === undefined)
      ? [bad('settings', 'SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET beside it')]
      : []),
    ...((config.LLM_BASE_URL === undefined) !== (config.LLM_MODEL === undefined)
      ? [bad('settings', 'LLM_BASE_URL and LLM_MODEL are needed together; set the other one, or neither')]
      : []),
    ...((config.EMBEDDINGS_BASE_URL === undefined) !== (config.EMBEDDINGS_MODEL === undefined)
      ? [
          bad(
            'settings',
            'EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL are needed together; set the other one, or neither',
          ),
        ]
      : []),
    ...(config.CONTACT === undefined
      ? [note('settings', 'CONTACT is empty: arXiv and others cannot reach you before they block you')]
      : []),
    ...config.ADMINS.filter((each) => !/^(?:discord:\d{15,21}|slack:[A-Z0-9]+\/[A-Z0-9]+)$/.test(each)).map(
      (each) =>
        bad('settings', `ADMINS names ${each}, which is neither discord:USER nor slack:WORKSPACE/USER`),
    ),
  ];
  return findings.some(({ state }) => state === 'bad')
    ? findings
    : [good('settings', 'fit together'), ...findings];
}

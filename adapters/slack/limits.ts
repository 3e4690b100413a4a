/**
 * What Slack takes at most, so that nothing we send is refused.
 * Blocks: https://docs.slack.dev/reference/block-kit/blocks
 * Elements: https://docs.slack.dev/reference/block-kit/block-elements
 * Interactions: https://docs.slack.dev/interactivity/handling-user-interaction
 * Views: https://docs.slack.dev/surfaces/modals
 * App manifests: https://docs.slack.dev/reference/app-manifest
 */
export const limits = {
  /** Blocks of a message; a view takes 100. */
  blocks: 50,
  /** Characters over all blocks of a message. Undocumented, seen at 13,200: https://github.com/slackapi/bolt-js/issues/2509 */
  blockText: 12_500,
  /** Characters of `text`, which notifications and screen readers read. */
  messageText: 4_000,
  contextElements: 10,
  actions: 25,
  buttonLabel: 75,
  buttonValue: 2_000,
  buttonUrl: 3_000,
  /** Title and buttons of a modal. */
  viewTitle: 24,
  inputError: 150,
  unfurlDomains: 5,
  usageHint: 1_000,
} as const;

/**
 * What Discord takes at most, so that nothing we send is refused.
 * Messages and components: https://docs.discord.com/developers/components/reference
 * Commands: https://docs.discord.com/developers/interactions/application-commands
 * Interactions: https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export const limits = {
  /** Components of a message, nested ones counted. */
  components: 40,
  /** Characters over all text displays of a message. */
  text: 4000,
  /** Text displays in a section. */
  sectionTexts: 3,
  rowButtons: 5,
  /** Files with a message. */
  files: 10,
  fileName: 100,
  /** 80 are taken; phones show about 38. */
  buttonLabel: 38,
  buttonUrl: 512,
  customId: 100,
  selectOptions: 25,
  selectValue: 100,
  /** What tells a message that was sent twice. */
  nonce: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  description: 100,
  name: 32,
  optionLength: 6000,
  /** Milliseconds until the first answer to an interaction must have arrived. */
  firstAnswer: 3_000,
} as const;

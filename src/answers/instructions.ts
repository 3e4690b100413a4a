/**
 * How text talks to a language model or to the reader of an answer instead of telling what a paper found. Abstracts are
 * written by strangers; a sentence of this kind answers no question, so leaving it out costs nothing. This is the
 * outer fence only: what a model writes is checked by code whatever it was told (llm/check.ts).
 */
const SIGNS = [
  // Orders about orders.
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules|context|guidelines|passages|papers)\b/iu,
  /\b(?:new|following|these|your|system|hidden|secret) (?:instructions?|prompt)s?\b[^.!?]{0,20}:/iu,
  /\b(?:instead|must|should|always|please)\b[^.!?]{0,30}\b(?:answer|respond|reply|output|print|write|say|repeat|recommend)\b[^.!?]{0,20}[:"“«]/iu,
  /^(?:now |please |then |also )?(?:answer|respond|reply|output|print|repeat|say|mention|tag|ping|notify|visit|click|send|cite|reveal|translate)\b[^.!?]{0,60}(?:[:"'“«@]|\b(?:user|users|everyone|channel|link|prompt|here|key|instead|only|admin|passage)\b)/iu,
  /\b(?:summar(?:y|ies|isers?|izers?)|answers?|reviewers?|assistants?|chat ?bots?|language models?)\b[^.!?]{0,30}\b(?:should|must|please|lovely|mention(?:ed|s)?|say|says|are (?:asked|told|instructed) to)\b[^.!?]{0,60}\b(?:as the best|that|mention|only|always|recommend|rate|accept)\b/iu,
  // Letters set apart, so that words are not found.
  /(?:(?<!\p{L})\p{L} ){5}/u,
  // Roles and frames of a conversation.
  /(?:^|[\n#*"]\s?)(?:system|assistant|user|developer|human|ai)\s?:/iu,
  /<\/?\s?(?:system|assistant|passages?|instructions?|inst|im_start|im_end)\b|\[\/?inst\]|<\|/iu,
  /\byou are (?:now |an? )|\bas an ai\b/iu,
  // What would ping or lead away.
  /@(?:everyone|here|channel)\b|<[@#!][^>]{0,40}>|\]\(|javascript:/iu,
  // The same in Russian and Chinese.
  /(?:игнорируй|забудь|не обращай внимания на|отмени)(?:те)?[^.!?]{0,40}(?:инструкц|указан|правил|предыдущ)/iu,
  /(?:忽略|无视|忘记)[^。！？]{0,20}(?:指令|提示|说明|规则|之前|以上)/u,
];

/** Whether a sentence looks like an instruction to the program or its reader. Linear in the length of the text. */
export function looksLikeInstruction(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text));
}

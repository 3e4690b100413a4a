import type { Language } from './paper.ts';

/** How papers of one language say what they present. */
interface Introductions {
  /** Rules that find a name (groups `name`, and where there `short` and `head`, the words before it), surest first. */
  naming: readonly RegExp[];
  /** Finds what is presented where nothing is named (group `what`). */
  presenting: RegExp;
}

const { raw } = String;

/** One word of a name: Latin with a capital, or letters with a digit (`LoRETTA`, `iTransformer`, `T5`, `3D-LLM`). */
const WORD = raw`(?:[A-Za-z0-9]*[A-Z][A-Za-z0-9*+’]*|[a-z]+[0-9]+)(?:[-./&][A-Za-z0-9*+]+)*[+*]*(?:\s(?=[0-9])[0-9.]+)?`;
/** A name of up to seven words, small linking words among them, and its short form in brackets. */
const NAME =
  raw`["“«'‘]?(?<name>${WORD}(?:\s(?:(?:of|for|and|in|the|with|to|on|as|via)\s)?${WORD}){0,6})["”»'’]?` +
  raw`(?:(?:\s[a-z][a-z-]*){0,2}\s?\((?<short>${WORD})(?:\s?[,;][^()]{0,40})?\))?`;

const EN = {
  subject: raw`\b(?:[Ww]e|[Tt]his\s(?:paper|work|study|article|report|thesis|survey)|paper|work|authors?|study|article)\b[^.;]{0,60}?\s`,
  verb:
    '(?:propos(?:e|es|ed|ing)|present(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|develop(?:s|ed|ing)?|describ(?:e|es)|' +
    'releas(?:e|es|ed|ing)|designs?|builds?|creates?|offers?|unveils?|devis(?:e|es|ed)|contributes?|constructs?|' +
    'curates?|open-sources?)',
  called:
    raw`(?:called|named|termed|dubbed|coined(?:\sas)?|entitled|namely|i\.e\.,|referred\sto\sas|denoted\s(?:as|by)|` +
    raw`(?:which\s|that\s)?we\s(?:call|name|term|dub|refer\sto)(?:\s(?:it|this|our|as)(?:\s[a-z]+){0,2})?)` +
    raw`\s(?:the\s|a\s|an\s)?`,
  kind: '(?:framework|method|model|approach|algorithm|architecture|benchmark|dataset|system|strategy|module|network|pipeline)',
};
const EN_AFTER_NAME = raw`(?=\s?[,:–—(.]|(?:\s[a-z]+)?\s${EN.kind}\b|\s[–—-]\s|\s(?:that|which|to|for|by|as|in|with|and|using|based|on|is|via)\b|$)`;

const RU = {
  verb:
    '(?:представля(?:ем|ет|ются|ется)|предлага(?:ем|ет|ется|ются)|вводим|созда(?:ем|ём|ли)|разрабатываем|разработали|' +
    'представили|предложили|ввели|описываем|предложен[аоы]?|представлен[аоы]?|разработан[аоы]?)',
  called:
    raw`(?:под\sназванием|(?:названн|именуем|называем)(?:ый|ая|ое|ые|ую|ого|ой|ым|ом)|` +
    raw`котор(?:ый|ую|ое|ые)\s(?:мы\s)?называем|а\sименно)\s`,
};

const ZH = {
  verb: '(?:提出|介绍|推出|设计|开发|构建|发布|引入)了?',
  called: raw`(?:名为|称为|称之为|叫做|命名为|即)\s?`,
};

export const INTRODUCTIONS: Readonly<Record<Language, Introductions>> = {
  en: {
    naming: [
      raw`${EN.subject}${EN.verb}\s(?:the\s|our\s)?${NAME}${EN_AFTER_NAME}`,
      raw`${EN.verb}\s(?<head>[^.;]{3,120}?)[,\s(–—-]\s?${EN.called}${NAME}`,
      raw`\s${EN.called}${NAME}`,
      raw`${EN.subject}${EN.verb}\s(?<head>(?:an?|the|our|two|three)\s[^.;,:]{0,90}?)(?:[,:]\s|\s[–—-]\s|\s)${NAME}${EN_AFTER_NAME}`,
      raw`\b(?:introducing|proposing|presenting)\s(?:the\s)?${NAME}`,
      raw`${NAME}\sis\s(?:introduced|proposed|presented|developed)\b`,
      raw`\b(?:[Oo]ur|proposed)\s(?:[a-z-]+\s){0,3}${EN.kind},?\s${NAME}`,
      raw`\b(?:[Oo]ur|the)\sproposed\s${NAME}`,
    ].map((rule) => new RegExp(rule, 'u')),
    presenting: new RegExp(
      raw`${EN.subject}(?:${EN.verb}|stud(?:y|ies)|shows?|demonstrates?|investigates?|explores?|analy[sz]es?)\s(?:that\s|how\s)?(?<what>.+)$`,
      'su',
    ),
  },
  ru: {
    naming: [
      raw`${RU.verb}\s${NAME}`,
      raw`${RU.verb}\s(?<head>[^.;]{3,120}?)[,\s]\s?${RU.called}${NAME}`,
      raw`(?<head>(?:[\p{L}-]+\s){0,3}[\p{L}-]+),?\s${RU.called}${NAME}`,
      raw`${RU.verb}\s(?<head>[^.;A-Za-z]{3,90}?)[,\s(]\s?${NAME}`,
      raw`(?:[Нн]аш[а-я]*|предложенн[а-я]+)\s(?:[\p{L}-]+\s){0,2}${NAME}`,
    ].map((rule) => new RegExp(rule, 'u')),
    presenting: new RegExp(
      raw`(?:${RU.verb}|исследу(?:ем|ются|ется)|анализируем|показываем|изучаем)\s(?:,?\sчто\s)?(?<what>.+)$`,
      'su',
    ),
  },
  zh: {
    naming: [
      raw`${ZH.verb}\s?${NAME}`,
      raw`${ZH.verb}(?<head>[^。；]{2,60}?)[，、\s（(]?${ZH.called}${NAME}`,
      `${ZH.called}${NAME}`,
      raw`${ZH.verb}(?<head>[^。；，A-Za-z]{2,40}?)[，\s（(]?${NAME}`,
    ].map((rule) => new RegExp(rule, 'u')),
    presenting: new RegExp(`${ZH.verb}(?<what>.+)$`, 'su'),
  },
};

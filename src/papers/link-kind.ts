import type { LinkKind } from './paper.ts';

/** What a host, or a part of one, serves. The first row that fits decides. */
const BY_ADDRESS: readonly (readonly [pattern: RegExp, kind: LinkKind])[] = [
  [/^(?:www\.)?(?:huggingface\.co|hf\.co)\/spaces\//u, 'demo'],
  [/^(?:www\.)?(?:huggingface\.co|hf\.co)\/datasets\//u, 'data'],
  [/^(?:www\.)?(?:huggingface\.co|hf\.co)\/(?!papers|blog|docs|collections)[^/]+/u, 'model'],
  [/^(?:www\.)?modelscope\.cn\/models\//u, 'model'],
  [/^[\w.-]*\.hf\.space\b|^colab\.research\.google\.com\//u, 'demo'],
  [/^(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)\//u, 'video'],
  [/^(?:www\.)?(?:zenodo\.org|kaggle\.com\/datasets|figshare\.com|dataverse\.[\w.-]+)\b/u, 'data'],
  [
    /^(?:www\.|gist\.)?(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|atomgit\.com)\//u,
    'code',
  ],
  [/^gitlab\.[\w.-]+\/|^anonymous\.4open\.science\/|^(?:www\.)?pypi\.org\/project\//u, 'code'],
];

/** Words that say what a link leads to, the surest first. */
const BY_WORDS: readonly (readonly [pattern: RegExp, kind: LinkKind])[] = [
  [
    /\b(?:project'?s?|our|the)?\s?(?:web\s?sites?|web\s?page|home\s?page|project page)\b|сайт|страниц[аеу] проекта|项目(?:主页|网站|页面)/iu,
    'project',
  ],
  [
    /\b(?:source[- ]codes?|codes?|codebase|implementation|repository|software|library|toolkit|package)\b|(?:^|[^\p{L}])код(?:ы|а|ом)?(?!\p{L})|代码|源码/iu,
    'code',
  ],
  [/\bdemos?\b|\bdemonstrations?\b|демо|演示/iu, 'demo'],
  [/\b(?:data\s?sets?|benchmarks?|corpus|corpora|data)\b|набор\p{L}* данных|датасет|数据集/iu, 'data'],
  [/\b(?:models?|checkpoints?|weights)\b|модел[ьи]|模型/iu, 'model'],
  [/\bvideos?\b|видео|视频/iu, 'video'],
];

/** Hosts of pages about one project, where no words say otherwise. */
const PROJECT_HOST = /\.(?:github|gitlab)\.io$|^sites\.google\.com$/u;

/**
 * What a link leads to, by its address, else by the words of its own sentence around it.
 * @param before text before the link, from the link before it at the earliest
 * @param after some text after the link
 */
export function judgeLink(url: URL, before: string, after: string): LinkKind {
  const address = url.hostname + url.pathname;
  const byAddress = BY_ADDRESS.find(([pattern]) => pattern.test(address))?.[1];
  if (byAddress !== undefined) return byAddress;
  const sentence = before.split(/[.!?]\s+(?=\p{Lu})|[。！？]/u).at(-1) ?? '';
  // "We refer to https://… for the code and videos": what is there may follow, too.
  const purpose = /^\s(?:for|to (?:access|download|see))\s[^.。]*/u.exec(after)?.[0] ?? '';
  for (const words of [sentence, purpose]) {
    const byWords = BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
    if (byWords !== undefined) return byWords;
  }
  return PROJECT_HOST.test(url.hostname) ? 'project' : 'page';
}

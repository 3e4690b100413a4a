import { describe, expect, it } from 'vitest';
import { withoutGluedFurniture } from '../../src/ingest/furniture.ts';
import { readPage, SEEDS } from '../support/pages.ts';

const SEARCH = SEEDS['search-page'].split('\n');
const DIGEST = SEEDS.digest.split('\n').slice(3, -1);
const RUSSIAN = SEEDS.translations.split('\n');
const titlesOf = (lines: readonly string[]) => readPage(lines.join('\n')).drafts.map((draft) => draft.title);

describe('a search page', () => {
  it('keeps a title whose abstract is missing and says so', () => {
    const { drafts, warnings } = readPage(SEARCH.toSpliced(9, 1).join('\n'));
    expect(drafts).toHaveLength(242);
    expect(drafts[3]).toEqual({ line: 9, title: SEARCH[8], abstract: '' });
    expect(warnings).toEqual([
      { document: 'page.txt', line: 9, reason: 'This title has no abstract below it.' },
    ]);
  });

  it('keeps an abstract whose title is missing and says so', () => {
    const { drafts, warnings } = readPage(SEARCH.toSpliced(8, 1).join('\n'));
    expect(drafts).toHaveLength(242);
    expect(drafts[3]).toEqual({ line: 9, abstract: SEARCH[9] });
    const reason = 'This abstract has no title above it; one was derived from its text.';
    expect(warnings).toEqual([{ document: 'page.txt', line: 9, reason }]);
  });

  it('marks the abstract in which it breaks off', () => {
    const { drafts, warnings } = readPage([...SEARCH.slice(4, 9), SEARCH[9]?.slice(0, 400)].join('\n'));
    expect(drafts.map((draft) => draft.abstractCut)).toEqual([undefined, undefined, true]);
    expect(warnings).toEqual([
      { document: 'page.txt', line: 6, reason: 'The page breaks off inside this abstract.' },
    ]);
  });

  it('does not call an abstract cut that ends with an address', () => {
    const page = [SEARCH[4], `${SEARCH[5]} Code: https://github.com/a/b`].join('\n');
    expect(readPage(page)).toMatchObject({ drafts: [{ title: SEARCH[4] }], warnings: [] });
  });

  it.each([
    'Subscribe to Learn: Notification Policies for Language Models',
    'Trending Topics in Neural Networks',
    'Searching the Search Space of Vision Transformer',
    'Learning to Get More from Less',
    'Get Large Language Models in Daily Use',
    'Follow the Flow: Information Flow Across Tokens',
    'New Insights',
    'See More Details: Efficient Image Super-Resolution',
    'Do Transformers Sign Up for Composition?',
    '1.58-bit FLUX',
    '3D Gaussian Splatting, Revisited',
  ])('leaves a title alone that begins like furniture: %s', (title) => {
    expect(titlesOf([...SEARCH.slice(0, 4), title, SEARCH[5] ?? '', ...SEARCH.slice(6, 10)])[1]).toBe(title);
  });
});

describe('furniture glued to a title', () => {
  it.each([
    ['SubscribeLayoutDETR: A Designer', 'We train LayoutDETR.', 'LayoutDETR: A Designer'],
    ['Sign UpGrokked Transformers', 'Significant results.', 'Grokked Transformers'],
    ['Log In3D Gaussians', 'Logical results.', '3D Gaussians'],
    ['Search papersMoRA', 'MoRA is good.', 'MoRA'],
    ['Get trending papers in your email inbox once a day!SubscribeMoRA', 'MoRA is good.', 'MoRA'],
    ['SearchMoRA: High Rank', 'MoRA is good.', 'MoRA: High Rank'],
  ])('goes: %s', (title, abstract, expected) => {
    expect(withoutGluedFurniture(title, abstract)).toBe(expected);
  });

  it.each([
    ['SearchQA: A Dataset', 'We present SearchQA.'],
    ['SearchBench for Planning', 'We present a benchmark for search.'],
    ['NewsQA', 'A dataset of news.'],
    ['FollowIR: Instructions', 'FollowIR follows; IR is old.'],
    ['SubscribeNet: Feeds', 'SubscribeNet learns from feeds.'],
    ['Joint Training', 'We train jointly.'],
    ['Subscribe to Learn', 'We learn.'],
    ['', ''],
  ])('is not seen in a name: %s', (title, abstract) => {
    expect(withoutGluedFurniture(title, abstract)).toBe(title);
  });
});

describe('a digest', () => {
  const names = DIGEST.filter((_, index) => index % 2 === 0);

  it.each([
    [
      'Chinese',
      '大家好，今天给大家带来 AI 论文速递，欢迎点赞收藏！',
      '更多内容请关注公众号：AI前沿 Daily Paper',
    ],
    [
      'Russian',
      'Всем привет! Сегодня обзор свежих статей про LLM.',
      'Подписывайтесь на наш канал в Telegram',
    ],
    ['Korean', '오늘의 논문 요약입니다.', '다음에 또 만나요.'],
    ['Japanese', '今日の論文まとめです。', 'また明日。'],
  ])('may speak %s around its papers', (_, intro, outro) => {
    const page = readPage([intro, ...DIGEST, outro].join('\n'));
    expect(page).toMatchObject({ shape: 'digest', warnings: [] });
    expect(page.drafts.map((draft) => draft.title)).toEqual(names);
  });

  it.each(['1. ', '2) ', '【3】', '[4] ', '五、', '⑥ ', '## ', '### 7. ', 'Title: ', '标题：'])(
    'may mark its titles with %j',
    (mark) => {
      const marked = DIGEST.map((line, index) => (index % 2 === 0 ? `${mark}${line}` : line));
      expect(titlesOf(['今日论文', ...marked])).toEqual(names);
    },
  );

  it('names IDs and authors between title and abstract', () => {
    const [title = '', abstract = ''] = DIGEST;
    const lines = [
      '今日论文速递',
      title,
      '论文链接：https://arxiv.org/abs/2402.10930v2',
      '作者: Shiwei Liu, Guanchen Tao',
      '摘要：',
      abstract,
      DIGEST[2],
      'Yuzhuang Xu, Xu Han, Zonghan Yang, Shuo Wang',
      '中文摘要：本文提出了一种新的方法，大胆地将权重矩阵量化为1比特。',
      DIGEST[3],
    ];
    const { drafts, warnings } = readPage(lines.join('\n'));
    expect(warnings).toEqual([]);
    expect(drafts).toEqual([
      {
        line: 2,
        title,
        abstract,
        arxivId: '2402.10930',
        version: 2,
        authors: ['Shiwei Liu', 'Guanchen Tao'],
      },
      {
        line: 7,
        title: DIGEST[2],
        abstract: DIGEST[3],
        authors: ['Yuzhuang Xu', 'Xu Han', 'Zonghan Yang', 'Shuo Wang'],
      },
    ]);
  });
});

describe('a page of translations', () => {
  const chinese =
    '近年来，大型语言模型在自然语言处理任务中取得了显著进展。本文提出了一种新的混合专家框架，称为MoE-Zip，它通过稀疏路由大幅降低推理成本。我们在十二个基准数据集上进行了实验，结果表明该方法在保持精度的同时将内存占用减少了百分之六十。';
  const german =
    'Große Sprachmodelle haben in den letzten Jahren bemerkenswerte Fortschritte erzielt. In dieser Arbeit stellen wir eine neue Methode namens FlexMoE vor, die durch dünn besetztes Routing die Kosten der Inferenz deutlich senkt. Experimente auf zwölf Datensätzen zeigen, dass der Ansatz die Genauigkeit erhält.';

  it.each([
    ['Chinese', ['每日精选AI研究论文及翻译', chinese, chinese, chinese]],
    ['Chinese, without a heading', [chinese, chinese, chinese]],
    ['Chinese, of one abstract', ['每日精选AI研究论文及翻译', chinese]],
    ['German', ['Täglich ausgewählte KI-Forschungsarbeiten mit Übersetzungen', german, german]],
    ['Russian, of one abstract', RUSSIAN.slice(0, 2)],
    ['Russian, with menus', ['Войти', 'Регистрация', ...RUSSIAN, 'О проекте']],
  ])('may be %s', (_, lines) => {
    const page = readPage(lines.join('\n'));
    expect(page).toMatchObject({ shape: 'translations', warnings: [] });
    expect(page.drafts.map((draft) => draft.abstract)).toEqual(lines.filter((line) => line.length > 100));
  });

  it('marks the abstract in which it breaks off', () => {
    const { drafts, warnings } = readPage(SEEDS.translations.slice(0, -300));
    expect(drafts.at(-1)).toMatchObject({ abstractCut: true });
    expect(warnings).toMatchObject([{ line: 9, reason: 'The page breaks off inside this abstract.' }]);
  });
});

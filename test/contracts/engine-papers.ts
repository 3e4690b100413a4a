import type { Paper } from '../../src/papers/paper.ts';

const foundIn = [{ document: 'test', line: 1 }];

/** A small corpus in which each paper is there for something that an engine must tell apart. */
export const ENGINE_PAPERS: readonly Paper[] = [
  {
    id: 'dynamic',
    title: 'Dynamic Routing in MoE Models',
    abstract: 'Each token is sent to sparse MoE layers. Routing learns how many experts a token needs.',
    authors: ['A. Adams'],
    categories: ['cs.CL', 'cs.LG'],
    date: '2024-03-12',
    upvotes: 9,
    lang: 'en',
    foundIn,
  },
  {
    id: 'switchhead',
    title: 'SwitchHead: Mixture-of-Experts Attention',
    abstract: 'Attention with mixtures of experts and routing needs less memory.',
    authors: ['Jürgen Schmidhuber', 'Róbert Csordás'],
    categories: ['cs.LG'],
    date: '2023-12-13',
    lang: 'en',
    foundIn,
  },
  {
    id: 'mention',
    title: 'A Survey of Efficient Models',
    abstract:
      'We list ways to save memory: pruning, distillation, low precision, and mixtures of experts among many others that were tried.',
    lang: 'en',
    foundIn,
  },
  {
    id: 'mamba',
    title: 'Mamba',
    abstract: 'A state space model that is linear in the length of a sequence.',
    authors: ['Albert Gu', 'A. Other'],
    categories: ['cs.LG'],
    date: '2024-05-31',
    upvotes: 3,
    links: [{ kind: 'code', url: 'https://github.com/state-spaces/mamba' }],
    lang: 'en',
    foundIn,
  },
  {
    id: 'visions',
    title: 'Jamba and Mamba compared for long sequences',
    abstract: 'Mamba, Mamba, and again Mamba.',
    lang: 'en',
    foundIn,
  },
  {
    id: 'mode',
    title: 'Mode collapse and more',
    abstract: 'Why does one mode remain, and is rotting data to blame?',
    lang: 'en',
    foundIn,
  },
  {
    id: 'pretraining',
    title: 'On Pre-Training',
    abstract: "A pretraining corpus's size.",
    lang: 'en',
    foundIn,
  },
  {
    id: 'gpt4',
    title: 'What GPT-4 can do',
    abstract: 'It calls a constructor in C++.',
    authors: ['A. Author'],
    categories: ['cs.CL'],
    lang: 'en',
    foundIn,
  },
  {
    id: 'onebit',
    title: 'The Era of 1-bit Weights',
    abstract: 'Ternary weights b1.58 are enough.',
    lang: 'en',
    foundIn,
  },
  {
    id: 'frechet',
    title: 'The Fréchet distance',
    abstract: 'A naïve look at how images are judged.',
    categories: ['stat.ML'],
    lang: 'en',
    foundIn,
  },
  {
    id: 'russian',
    title: 'Новый метод вывода',
    abstract:
      'Наш подход, названный FIFO-Diffusion, основан на модели диффузии (diffusion) для генерации видео.',
    lang: 'ru',
    foundIn,
  },
  {
    id: 'chinese',
    title: '1-bit量化感知训练',
    abstract: '本文提出一种减少噪声的训练方法。',
    lang: 'zh',
    foundIn,
  },
];

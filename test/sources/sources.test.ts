import { createArxivApi, createArxivQuerySource } from '../../src/sources/arxiv-api.ts';
import { createArxivFeed } from '../../src/sources/arxiv-feed.ts';
import { createArxivOai } from '../../src/sources/arxiv-oai.ts';
import { createFeed } from '../../src/sources/feed.ts';
import { createHuggingFace } from '../../src/sources/huggingface.ts';
import { testSource } from '../contracts/source.ts';
import {
  announcementAtom,
  announcementRss,
  apiAnswer,
  dailyPapers,
  journalFeed,
  oaiAnswer,
} from '../support/source-pages.ts';

const clock = { now: () => new Date('2024-03-02T12:00:00Z') };
const ids = ['2401.04081', 'hep-th/9711200'] as const;
const url = 'http://localhost';

testSource('the arXiv API', {
  create: (fetch) => createArxivQuerySource(['cs.CL'], createArxivApi(url, fetch), clock),
  page: (records) => apiAnswer(records),
  ids,
});

testSource("arXiv's announcements as Atom", {
  create: (fetch) => createArxivFeed(url, ['cs.CL'], fetch),
  page: (records) => announcementAtom(records),
  ids,
});

testSource("arXiv's announcements as RSS", {
  create: (fetch) => createArxivFeed(url, ['cs.CL'], fetch),
  page: (records) => announcementRss(records),
  ids,
});

testSource("arXiv's OAI-PMH", {
  create: (fetch) => createArxivOai(url, ['cs.CL'], fetch, clock),
  page: (records) => oaiAnswer(records),
  ids,
});

testSource('Hugging Face', {
  create: (fetch) => createHuggingFace(url, fetch, clock),
  page: (records) => dailyPapers(records),
  ids,
});

testSource('a feed by its address', {
  create: (fetch) => createFeed(`${url}/feed.xml`, fetch),
  page: journalFeed,
  ids: ['10.1101/2024.01.08.573812', '10.1038/s41586-024-07421-0'],
});

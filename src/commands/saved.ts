import { z } from 'zod';
import { pageButtons, toCard } from '../cards.ts';
import { type Context, defineCommand } from '../command.ts';
import { dayIn } from '../days.ts';
import { UserError } from '../errors.ts';
import type { Button } from '../reply.ts';
import { type Entry, EXPORTS, toFile } from '../team/reading-list.ts';

const PAGE = 5;

export const saved = defineCommand({
  name: 'saved',
  summary: 'Your reading list, newest first; or the list as a file',
  examples: ['saved', 'saved --export bibtex'],
  options: z.object({
    page: z.int().min(1).max(200).default(1).describe('which page of the list'),
    export: z.enum(EXPORTS).describe('bibtex, csv or markdown: the whole list as a file').optional(),
  }),
  visibleTo: 'asker',

  async run({ page, export: form }, context) {
    const { words } = context;
    const entries = await readList(context);
    if (entries.length === 0) return { title: words.nothingSaved };
    if (form) return { title: words.exported(entries.length), files: [toFile(entries, form)] };
    const pages = Math.ceil(entries.length / PAGE);
    if (page > pages) throw new UserError(words.noSuchPage(page, pages), { example: 'saved' });
    return {
      title: words.savedPapers(entries.length),
      cards: entries.slice((page - 1) * PAGE, page * PAGE).map(({ paper, day }) => ({
        ...toCard(paper, words, { body: words.savedOn(day) }),
        row: [
          { label: words.summary, run: { command: 'summary', options: { paper: paper.id } } },
          { label: words.unsave, run: { command: 'unsave', options: { paper: paper.id } } },
        ],
      })),
      ...(pages > 1 ? { note: words.pageOf(page, pages) } : {}),
      buttons: [
        ...pageButtons('saved', {}, page, pages, words),
        ...EXPORTS.map(
          (each): Button => ({ label: NAMES[each], run: { command: 'saved', options: { export: each } } }),
        ),
      ],
    };
  },
});

const NAMES = { bibtex: 'BibTeX', csv: 'CSV', markdown: 'Markdown' } as const;

/** Papers that have meanwhile left the corpus are left out. */
async function readList({ team, asker, library }: Context): Promise<Entry[]> {
  const list = await team.saved.list(asker.server, asker.id);
  const papers = new Map(
    (await library.get(list.map(({ paper }) => paper))).map((paper) => [paper.id, paper]),
  );
  return list.flatMap(({ paper: id, at }) => {
    const paper = papers.get(id);
    return paper ? [{ paper, day: dayIn(new Date(at), asker.zone) }] : [];
  });
}

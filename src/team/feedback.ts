import type { Context } from '../command.ts';
import type { Button, Card, Reply } from '../reply.ts';
import type { Vote, VoteCount } from './votes.ts';

type Feedback = Pick<Context, 'team' | 'asker' | 'words' | 'forEveryone'>;

/**
 * Gives each paper's card its row of buttons: to save it, and, on a card that everyone sees, to vote, with the counts of
 * the asker's server. Cards that have a row of their own keep it; a card alone without buttons, which nobody votes
 * on, is saved by a button among the reply's own.
 */
export async function withFeedback(reply: Reply, context: Feedback): Promise<Reply> {
  const papers = (reply.cards ?? []).flatMap(({ paper, row }) => (paper === undefined || row ? [] : paper));
  if (!reply.cards || papers.length === 0) return reply;
  const isPublic = context.forEveryone === true && reply.visibleTo !== 'asker';
  const [only, ...others] = reply.cards;
  if (!isPublic && others.length === 0 && only?.paper !== undefined && !only.buttons)
    return { ...reply, buttons: [...(reply.buttons ?? []), toSaveButton(only.paper, context)] };
  const counts = isPublic ? await context.team.votes.count(context.asker.server, papers) : undefined;
  const cards = reply.cards.map((card): Card => {
    const { paper } = card;
    if (paper === undefined || card.row) return card;
    return { ...card, row: rowOf(paper, card.buttons?.[0], counts, context) };
  });
  return { ...reply, cards };
}

function rowOf(
  paper: string,
  first: Button | undefined,
  counts: ReadonlyMap<string, VoteCount> | undefined,
  { words }: Feedback,
): Button[] {
  const votes = counts ? voteButtons(paper, counts.get(paper)) : [];
  return [...votes, toSaveButton(paper, { words }), ...(first ? [first] : [])];
}

function toSaveButton(paper: string, { words }: Pick<Feedback, 'words'>): Button {
  return { label: words.save, run: { command: 'save', options: { paper } } };
}

const NONE: VoteCount = { up: 0, down: 0 };

/** For and against a paper, each with how many did so before. */
export function voteButtons(paper: string, { up, down }: VoteCount = NONE): Button[] {
  return [toVoteButton(paper, 'up', up), toVoteButton(paper, 'down', down)];
}

/** How the two votes are called in a line, and the marks that stand for them. */
export const VOTES: Readonly<Record<'up' | 'down', { vote: Vote; mark: string }>> = {
  up: { vote: 1, mark: '👍' },
  down: { vote: -1, mark: '👎' },
};

function toVoteButton(paper: string, value: 'up' | 'down', count: number) {
  const { mark } = VOTES[value];
  return {
    label: count === 0 ? mark : `${mark} ${count}`,
    run: { command: 'vote', options: { paper, value } },
    inPlace: true as const,
  };
}

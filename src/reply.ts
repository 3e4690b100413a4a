import type { Invocation } from './command.ts';

/** How a run of words is set off. `mark` is a matched search word; adapters choose how that looks. */
export type Style = 'bold' | 'italic' | 'code' | 'mark';

/** A run of words. A plain string has no style. What a span says is always data: adapters escape it. */
export type Span = string | { text: string; style?: Style; url?: string };

/**
 * What people read. A plain string is always escaped by the adapter; nothing that an author or a user wrote can
 * become markup, a link or a ping. `\n` breaks a line.
 */
export type Text = string | readonly Span[];

/** A button opens an address or runs a command, encoded as the very line a person would type. */
export type Button = { label: string; open: string } | { label: string; run: Invocation; inPlace?: true };

export interface Field {
  label: string;
  value: Text;
}

/** One paper, or one thing, in a reply. */
export interface Card {
  title: Text;
  /** Where the title leads. */
  url?: string;
  /** One line of facts under the title. */
  byline?: Text;
  body?: Text;
  fields?: Field[];
  /** Next steps: where there is room for one only, the first stands beside the title. */
  buttons?: Button[];
  /** Buttons that all stand in a row below the card; the card then has none beside its title. */
  row?: readonly Button[];
  /** The paper it shows, for adapters that offer more on a paper's card, and for `--json`. */
  paper?: string;
}

/**
 * What a command answers: data that knows no platform. Read in order: `title`, `text`, `cards`, `code`, `note`, then `buttons`.
 */
export interface Reply {
  /** One line that says what this is. */
  title?: Text;
  text?: Text;
  cards?: readonly Card[];
  /** A block to copy, set in fixed width: BibTeX. */
  code?: { language: string; text: string };
  /** Files to take along: a reading list. Names are plain ASCII with an ending. */
  files?: readonly { name: string; text: string }[];
  /** One small closing line: where it comes from, what was inferred. */
  note?: Text;
  buttons?: readonly Button[];
  /**
   * Where a button of a message was pressed: buttons there that get a new label, told by what they run. Nothing else of the
   * message changes, and nothing else is answered. Where there is no such message, the rest of the reply is shown.
   */
  relabel?: readonly { run: Invocation; label: string }[];
  /** Who sees it; `everyone` where absent. */
  visibleTo?: 'everyone' | 'asker';
}

/** The words of a text without styles and links. */
export function toPlain(text: Text): string {
  return typeof text === 'string'
    ? text
    : text.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

/** The buttons of a card for which it has no place itself: where it stands alone, they go below the reply. */
export function leftOver({ row, buttons = [] }: Card): Button[] {
  if (!row) return buttons.slice(1);
  const shown = new Set(row.map((button) => JSON.stringify(button)));
  return buttons.filter((button) => !shown.has(JSON.stringify(button)));
}

import { describe, expect, it } from 'vitest';
import type { BudgetBook } from '../../src/answers/llm/budget.ts';

export interface OpenBudgetBook {
  book: BudgetBook;
  close(): void | Promise<void>;
}

/** What everything that counts tokens must do. Call it once per implementation. */
export function testBudgetBook(name: string, create: () => OpenBudgetBook | Promise<OpenBudgetBook>): void {
  describe(`${name} as the book of the budget`, () => {
    async function withBook(test: (book: BudgetBook) => Promise<void>): Promise<void> {
      const { book, close } = await create();
      try {
        await test(book);
      } finally {
        await close();
      }
    }

    it('counts by person, and all people together', () =>
      withBook(async (book) => {
        expect(await book.addTokens('2026-11-22', 'discord:1', 10)).toEqual({ person: 10, all: 10 });
        expect(await book.addTokens('2026-11-22', 'slack:T1:U1', 5)).toEqual({ person: 5, all: 15 });
        expect(await book.addTokens('2026-11-22', 'discord:1', 1)).toEqual({ person: 11, all: 16 });
      }));

    it('reads where nothing is added, and takes back what was given', () =>
      withBook(async (book) => {
        expect(await book.addTokens('2026-11-22', 'ana', 0)).toEqual({ person: 0, all: 0 });
        await book.addTokens('2026-11-22', 'ana', 1_000_000);
        expect(await book.addTokens('2026-11-22', 'ana', -999_999)).toEqual({ person: 1, all: 1 });
        expect(await book.addTokens('2026-11-22', 'bob', 0)).toEqual({ person: 0, all: 1 });
      }));

    it('starts anew with each day', () =>
      withBook(async (book) => {
        await book.addTokens('2026-11-22', 'ana', 10);
        expect(await book.addTokens('2026-11-23', 'ana', 1)).toEqual({ person: 1, all: 1 });
        expect(await book.addTokens('2026-11-23', 'bob', 0)).toEqual({ person: 0, all: 1 });
      }));

    it('adds what comes in late for the day before to no other day', () =>
      withBook(async (book) => {
        await book.addTokens('2026-11-22', 'ana', 10);
        await book.addTokens('2026-11-23', 'ana', 1);
        await book.addTokens('2026-11-22', 'ana', -5);
        expect(await book.addTokens('2026-11-23', 'ana', 0)).toEqual({ person: 1, all: 1 });
      }));

    it('loses none of many that come at once', () =>
      withBook(async (book) => {
        const sums = await Promise.all(
          Array.from({ length: 20 }, (_, at) => book.addTokens('2026-11-22', `person ${at % 2}`, 1)),
        );
        expect(sums.map(({ all }) => all).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 20 }, (_, at) => at + 1),
        );
        expect(await book.addTokens('2026-11-22', 'person 1', 0)).toEqual({ person: 10, all: 20 });
      }));
  });
}

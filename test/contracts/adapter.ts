import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { parseLine } from '../../src/line.ts';
import { replies, showcase } from '../support/showcase.ts';

/** What a person sees after having asked something. */
export interface Shown {
  /** All that can be read, without markup; also the files that came with it, each with its name. */
  text: string;
  /** Only the asker sees it; undefined where nobody else is there. */
  private: boolean | undefined;
  /** The labels of its buttons. */
  buttons: string[];
}

/** An adapter at work, with a person in front of it. */
export interface Driver {
  /** What was answered stays in view and can change; else every press is followed by a new answer. */
  keepsMessages: boolean;
  /** Asks as a person would who means this line; resolves once the answer stands. */
  ask(line: string): Promise<Shown>;
  /** Presses a button of the newest answer. */
  press(label: string): Promise<Shown>;
  /** Fails where the platform would have refused anything sent so far, or somebody would have been pinged. */
  expectClean(): void;
  stop(): Promise<void>;
}

/** Where the asker is alone, there is nothing to keep from others. */
function expectPrivate(shown: Shown, expected: boolean): void {
  if (shown.private !== undefined) expect(shown.private).toBe(expected);
}

/** What every adapter does, whatever its platform. `start` runs it with these commands over the seed corpus. */
export function testAdapter(name: string, start: (commands: readonly Command[]) => Promise<Driver>): void {
  describe(`${name}, as every adapter`, () => {
    // Discord takes 25 commands at the most, so the bot's own and those that only show something run apart.
    let own: Driver;
    let driver: Driver;
    beforeAll(async () => {
      own = await start(commands);
      driver = await start(showcase);
    });
    afterAll(async () => {
      await own.stop();
      await driver.stop();
    });

    it.each(commands.flatMap((each) => each.examples))('answers `%s`', async (line) => {
      const shown = await own.ask(line);
      expect(shown.text.length).toBeGreaterThan(10);
      expect(shown.text).not.toMatch(/undefined|\[object|There is no/);
      own.expectClean();
    });

    it.each(Object.keys(replies).filter((kind) => kind !== 'empty'))(
      'shows a reply of the kind “%s”',
      async (kind) => {
        const shown = await driver.ask(`give ${kind}`);
        expect(shown.text).not.toBe('');
        expectPrivate(shown, replies[kind]?.visibleTo === 'asker');
        driver.expectClean();
      },
    );

    it('never leaves the asker without an answer, even where a reply is empty', async () => {
      expect((await driver.ask('give empty')).text).not.toBe('');
    });

    it('shows title, facts, body, fields and note of a card', async () => {
      const { text } = await driver.ask('give card');
      for (const part of ['One card', 'facts · more facts', 'marked', 'Label', 'value', 'a closing note']) {
        expect(text).toContain(part);
      }
    });

    it('shortens what is too long at a word, and keeps its source', async () => {
      const { text } = await driver.ask('give long');
      expect(text).toContain('A long body');
      expect(text).toContain('routing.');
    });

    it('turns pages by buttons', async () => {
      const first = await driver.ask('page');
      expect(first).toMatchObject({ text: expect.stringContaining('This is page 1') });
      expect(first.buttons).toContain('More ▶');
      expect((await driver.press('More ▶')).text).toContain('This is page 2');
      expect((await driver.press('More ▶')).text).toContain('This is page 3');
      driver.expectClean();
    });

    it('runs the command behind a card’s button', async () => {
      await driver.ask('give card');
      expect((await driver.press('Hello')).text).toContain('Hello there');
    });

    it('shows a card’s row of buttons, and what each of them does', async () => {
      const { text, buttons } = await driver.ask('give rows');
      for (const part of ['Card with a row 1', 'Card with a row 5', 'a closing note'])
        expect(text).toContain(part);
      expect(buttons).toEqual(expect.arrayContaining(['Three', 'Two', 'Hello', 'Long', 'More ▶']));
      expect((await driver.press('Hello')).text).toContain('Hello there');
      driver.expectClean();
    });

    it('gives the pressed message’s buttons their new labels, and changes and says nothing else', async () => {
      const before = await driver.ask('give rows');
      const after = await driver.press('Three');
      if (driver.keepsMessages) {
        // Only the first card's: the others count something else.
        const relabelled: Record<string, string> = { Three: 'Four', Two: 'One', Long: 'Longer' };
        const first = before.buttons.slice(0, 4).map((label) => relabelled[label] ?? label);
        expect(after).toEqual({ ...before, buttons: [...first, ...before.buttons.slice(4)] });
      } else {
        expect(after.text).toContain('Counted');
      }
      // Its buttons can be pressed on.
      await driver.press('Four');
      driver.expectClean();
    });

    it('shows what a button that relabels says, where there is no button', async () => {
      expect((await driver.ask('tally up-0')).text).toContain('Counted');
      driver.expectClean();
    });

    it('hands over files whole, with their names', async () => {
      const { text } = await driver.ask('give files');
      for (const { name, text: content } of replies.files?.files ?? []) {
        expect(text).toContain(name);
        expect(text).toContain(content.trimEnd());
      }
      driver.expectClean();
    });

    it('keeps to the asker what the core says is for the asker', async () => {
      expectPrivate(await driver.ask('quiet'), true);
    });

    it('tells the asker alone what to mend, with an example', async () => {
      const shown = await driver.ask('fail user');
      expect(shown.text).toContain('You can mend this.');
      expect(shown.text).toContain('hello');
      expectPrivate(shown, true);
    });

    it('stays calm when something is down, and shows no cause', async () => {
      const shown = await driver.ask('fail down');
      expect(shown.text).toContain('Elsewhere is down.');
      expect(shown.text).not.toContain('secret-host');
      expectPrivate(shown, true);
    });

    it('gives a reference for a bug of ours, never a stack trace', async () => {
      const shown = await driver.ask('fail bug');
      expect(shown.text).toMatch(/[0-9a-z]{6}/);
      expect(shown.text).not.toMatch(/planted-secret|TypeError|\bat \//);
      expectPrivate(shown, true);
    });

    it('has examples that the line grammar reads', () => {
      for (const all of [commands, showcase]) {
        for (const command of all)
          for (const example of command.examples) expect(parseLine(example, all).command).toBe(command.name);
      }
    });
  });
}

/** The part of a terminal that a status line is written to; `process.stderr` is one. */
export interface StatusTerminal {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** One line at the bottom of a terminal that is written over again and again. */
export interface StatusLine {
  /** Shows a text in place of the one before; too many in short time are left out. */
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Between two texts, in ms: faster than anybody reads. */
const PAUSE = 100;
const TO_START_AND_ERASE = '\r\u001b[2K';

/**
 * Makes a status line; where nobody sits at a terminal, one that stays silent.
 *
 * @param now milliseconds since some moment
 */
export function createStatusLine(terminal: StatusTerminal, now = () => performance.now()): StatusLine {
  if (!terminal.isTTY) return { show() {}, clear() {} };
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(text) {
      if (now() - last < PAUSE) return;
      last = now();
      // A line as wide as the terminal would wrap, and a wrapped one cannot be taken back.
      terminal.write(TO_START_AND_ERASE + toVisible(text).slice(0, (terminal.columns ?? 80) - 1));
    },
    clear() {
      terminal.write(TO_START_AND_ERASE);
    },
  };
}

/** A text from a file, on one line and without the characters that steer a terminal or turn its direction. */
export function toVisible(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

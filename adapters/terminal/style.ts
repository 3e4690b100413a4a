/** What this terminal can show, judged by its environment. */
export interface Look {
  colour: boolean;
  /** Titles can be clicked (OSC 8). */
  links: boolean;
  /** Columns that lines may fill, at least 24. */
  width: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Longer lines are hard to read. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 24;

/** Terminals known for OSC 8, from https://github.com/Alhadis/OSC8-Adoption, and how each tells its name. */
const LINKING: readonly ((env: Environment) => boolean)[] = [
  (env) => /^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|zed|Tabby|rio)$/i.test(env.TERM_PROGRAM ?? ''),
  // VTE 0.50 crashed on some of them.
  (env) => Number(env.VTE_VERSION ?? 0) > 5000,
  (env) => Boolean(env.WT_SESSION ?? env.KITTY_WINDOW_ID ?? env.DOMTERM ?? env.KONSOLE_VERSION),
  (env) => /^(xterm-kitty|xterm-ghostty|alacritty|foot|contour)/.test(env.TERM ?? ''),
];

/**
 * Colour where the output is a terminal, unless `NO_COLOR` (https://no-color.org) or a dumb terminal forbids it;
 * `FORCE_COLOR` other than `0` or `false` asks for it even in a pipe (https://force-color.org).
 */
export function lookOf(output: { isTTY?: boolean; columns?: number }, env: Environment): Look {
  const isTerminal = output.isTTY === true && env.TERM !== 'dumb';
  return {
    colour: wantsColour(env) ?? isTerminal,
    links: isTerminal && LINKING.some((isKnown) => isKnown(env)),
    width: Math.max(MIN_WIDTH, Math.min(output.columns || MAX_WIDTH, MAX_WIDTH)),
  };
}

function wantsColour(env: Environment): boolean | undefined {
  if (env.NO_COLOR) return false;
  if (!env.FORCE_COLOR) return undefined;
  return !/^(0|false)$/i.test(env.FORCE_COLOR);
}

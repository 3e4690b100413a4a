/** How fast something goes, and how long it will take; undefined while nothing can be said. */
export interface Pace {
  /** Per second. */
  rate: number | undefined;
  /** Seconds until the end. */
  left: number | undefined;
}

/** Too little is done to say how long the rest will take. */
const TOO_SOON = 0.005;

/**
 * Measures work whose extent is known as a share. What is done at the first call counts for nothing: an import that
 * goes on where an earlier one stopped passes over the beginning much faster.
 *
 * @param now milliseconds since some moment
 * @returns tells the pace when so many are done, which are this share (0 to 1) of all
 */
export function createPaceMeter(now: () => number): (count: number, share: number) => Pace {
  let began: { at: number; count: number; share: number } | undefined;
  return (count, share) => {
    const at = now();
    began ??= { at, count, share };
    const seconds = (at - began.at) / 1000;
    const done = share - began.share;
    return {
      rate: seconds > 0 ? (count - began.count) / seconds : undefined,
      left: done < TOO_SOON ? undefined : (seconds * Math.max(0, 1 - share)) / done,
    };
  };
}

const BAR = 20;
const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `54,300` */
export function toCount(count: number): string {
  return numbers.format(count);
}

/** `█████░░░░░  46 %  54,300 papers  4,210/s  0:15 left  arxiv.jsonl` */
export function toProgressText(document: string, share: number, papers: number, pace: Pace): string {
  const done = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return [
    '█'.repeat(done) + '░'.repeat(BAR - done),
    `${Math.floor(share * 100)} %`,
    `${toCount(papers)} papers`,
    pace.rate === undefined ? [] : `${toCount(pace.rate)}/s`,
    pace.left === undefined ? [] : `${toClock(pace.left)} left`,
    document,
  ]
    .flat()
    .join('  ');
}

/** Seconds as `0:15`, `12:03` or `1:02:03`. */
function toClock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** A curve: its name, and its points as [minutes, value]. */
export interface Curve {
  name: string;
  unit: string;
  points: readonly (readonly [number, number])[];
}

const WIDTH = 720;
const HEIGHT = 150;
const LEFT = 60;
const COLOURS = ['#1f6feb', '#cf5a00'];

/** Curves over the same minutes, one below the other, as a picture (SVG) that needs nothing else. */
export function toSvg(title: string, curves: readonly Curve[]): string {
  const height = 40 + curves.length * (HEIGHT + 40);
  const panels = curves.map((curve, index) =>
    toPanel(curve, 40 + index * (HEIGHT + 40), COLOURS[index % 2] ?? ''),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + LEFT + 20} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/><text x="${LEFT}" y="20" font-size="14">${title}</text>`,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function toPanel({ name, unit, points }: Curve, top: number, colour: string): string {
  const minutes = Math.max(...points.map(([x]) => x), 0.001);
  const most = Math.max(...points.map(([, y]) => y), 0.001) * 1.1;
  const place = ([x, y]: readonly [number, number]) =>
    `${(LEFT + (x / minutes) * WIDTH).toFixed(1)},${(top + HEIGHT - (y / most) * HEIGHT).toFixed(1)}`;
  const bottom = top + HEIGHT;
  return [
    `<path d="M${LEFT} ${top}V${bottom}H${LEFT + WIDTH}" fill="none" stroke="#888"/>`,
    `<text x="${LEFT + 6}" y="${top + 12}">${name}</text>`,
    `<text x="${LEFT - 6}" y="${top + 10}" text-anchor="end">${most.toFixed(0)} ${unit}</text>`,
    `<text x="${LEFT - 6}" y="${bottom}" text-anchor="end">0</text>`,
    `<text x="${LEFT + WIDTH}" y="${bottom + 16}" text-anchor="end">${minutes.toFixed(1)} min</text>`,
    `<polyline points="${points.map(place).join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
  ].join('\n');
}

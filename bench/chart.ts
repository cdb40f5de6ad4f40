/**
 * Draws the chart of the benchmark: a bar for each Python, shorter is faster.
 *
 * @module
 */

/** A Python and its geometric means. */
export interface Mean {
  readonly name: string;
  readonly best: number;
  readonly first: number;
}

const WIDTH = 640;
const LEFT = 130;
const ROW = 44;

const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The SVG text. */
export function chart(base: string, means: readonly Mean[]): string {
  const most = Math.max(...means.flatMap((m) => [m.best, m.first]));
  const length = (v: number) => Math.max(1, Math.round((WIDTH - LEFT - 60) * v / most));
  const height = 40 + ROW * means.length;
  let out =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13">\n` +
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>\n` +
    `<text x="10" y="22">Time against ${
      escape(base)
    }, geometric mean (dark: best run, light: first run)</text>\n`;
  means.forEach((m, i) => {
    const y = 36 + ROW * i;
    out += `<text x="${LEFT - 8}" y="${y + 20}" text-anchor="end">${escape(m.name)}</text>\n`;
    for (const [value, dy, colour] of [[m.best, 2, "#1f5fa8"], [m.first, 18, "#9fc2e8"]] as const) {
      const w = length(value);
      out += `<rect x="${LEFT}" y="${y + dy}" width="${w}" height="14" fill="${colour}"/>` +
        `<text x="${LEFT + w + 6}" y="${y + dy + 12}">${value.toFixed(2)}</text>\n`;
    }
  });
  return out + "</svg>\n";
}

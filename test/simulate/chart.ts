const WIDTH = 720;
const HEIGHT = 400;
const PLOT = { left: 64, right: WIDTH - 24, top: 96, bottom: HEIGHT - 56 };
const BAR = 44;
const FONT = 'font-family="system-ui, -apple-system, \'Segoe UI\', sans-serif"';

interface Series {
  readonly name: string;
  readonly colour: string;
  /** Shares between 0 and 1, one a year. */
  readonly shares: readonly number[];
}

/** Bars side by side, year by year, as SVG. */
export function barChart(title: string, subtitle: string, series: readonly Series[]): string {
  const years = series[0]?.shares.length ?? 0;
  const slot = (PLOT.right - PLOT.left) / years;
  const highest = Math.ceil(Math.max(...series.flatMap(({ shares }) => shares)) * 10) / 10;
  const y = (share: number) => PLOT.bottom - (share / highest) * (PLOT.bottom - PLOT.top);
  const lines = Array.from({ length: Math.round(highest * 10) + 1 }, (_, index) => index / 10);
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(24, 34, title, 'font-size="18" font-weight="600" fill="#1a1d21"'),
    text(24, 55, subtitle, 'font-size="13" fill="#5b636d"'),
    ...series.flatMap(({ name, colour }, index) => [
      `<rect x="${24 + index * 220}" y="68" width="12" height="12" rx="2" fill="${colour}"/>`,
      text(42 + index * 220, 79, name, 'font-size="13" fill="#1a1d21"'),
    ]),
    ...lines.flatMap(share => [
      `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y(share))}" y2="${round(y(share))}" stroke="${share === 0 ? '#8a929b' : '#e3e6ea'}"/>`,
      text(
        PLOT.left - 10,
        round(y(share) + 4),
        percent(share, 0),
        'font-size="12" text-anchor="end" fill="#5b636d"',
      ),
    ]),
    ...Array.from({ length: years }, (_, year) => {
      const middle = PLOT.left + slot * (year + 0.5);
      const bars = series.map(({ shares, colour }, index) => {
        const share = shares[year] ?? 0;
        const left = round(middle + (index - series.length / 2) * (BAR + 4) + 2);
        const label = text(
          round(left + BAR / 2),
          round(y(share) - 6),
          percent(share, 1),
          'font-size="12" text-anchor="middle" fill="#1a1d21"',
        );
        return `<rect x="${left}" y="${round(y(share))}" width="${BAR}" height="${round(PLOT.bottom - y(share))}" rx="2" fill="${colour}"/>${label}`;
      });
      const name = text(
        round(middle),
        PLOT.bottom + 22,
        `year ${year + 1}`,
        'font-size="13" text-anchor="middle" fill="#1a1d21"',
      );
      return bars.join('') + name;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ${FONT}>\n<title>${title}</title>\n${parts.join('\n')}\n</svg>\n`;
}

export function percent(share: number, decimals: number): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

function text(x: number, y: number, content: string, style: string): string {
  return `<text x="${x}" y="${y}" ${style}>${content}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

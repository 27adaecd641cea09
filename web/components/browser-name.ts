import { fill } from '../fill.ts';
import * as say from '../messages.ts';

// Order matters: Edge and Opera also say "Chrome", and everything says "Safari".
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (names: [RegExp, string][], agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** What a person would call it: "Firefox on Linux". */
export function browserName(agent: string): string {
  const browser = first(browsers, agent);
  const system = first(systems, agent);
  if (browser && system) return fill(say.browserOnSystem, { browser, system });
  // Command-line clients introduce themselves as "curl/8.5".
  return browser ?? system ?? (agent.split(/[/ ]/)[0] || say.unknownBrowser);
}

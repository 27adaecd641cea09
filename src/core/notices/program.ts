// Order matters: Edge and Opera also say "Chrome", and everything says "Safari".
const PROGRAMS = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^sallyport\b/, 'the command line'],
  [/^aws-cli\b/, 'the AWS command line'],
  [/^curl\b/, 'curl'],
] as const;
const SYSTEMS = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

/** What a person would call the program, from a list of ours: the header itself is whatever its sender writes. */
export function programOf(userAgent: string): string | undefined {
  const named = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const program = named(PROGRAMS);
  const system = named(SYSTEMS);
  return program !== undefined && system !== undefined ? `${program} on ${system}` : (program ?? system);
}

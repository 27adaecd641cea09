import { type Failure, misuse } from './failure.ts';
import type { Input } from './input.ts';
import type { Parameter } from './parameters.ts';
import { questions } from './terminal.ts';
import type { Written } from './words.ts';

/** Passwords come from a file or are asked for: every user of the machine reads what stands on a command line. */
export function passwordOnCommandLine(
  parameters: readonly Parameter[],
  written: Written,
): Failure | undefined {
  for (const { flag, member, secret } of parameters) {
    const value = written.get(flag);
    if (secret && value !== undefined && value !== '-' && !/^fileb?:\/\//.test(value))
      return misuse(`argument ${flag}: passwords belong on no command line; leave it out to be asked`);
    for (const given of ['--cli-input-json', '--cli-input-yaml'])
      if (
        secret &&
        new RegExp(`\\b${member}\\b`).test(written.get(given) ?? '') &&
        !isFile(written.get(given))
      )
        return misuse(`argument ${given}: give file://path; passwords belong on no command line`);
  }
  return undefined;
}

/** Asks for those that are needed and not given, and for those that `-` asks for; a new one twice, at a terminal. */
export async function askForPasswords(
  parameters: readonly Parameter[],
  written: Written,
  input: Input,
): Promise<Failure | undefined> {
  const wanted = parameters.filter(
    ({ flag, member, secret, required }) =>
      secret && (written.get(flag) === '-' || (required && input[member] === undefined)),
  );
  if (wanted.length === 0) return undefined;
  const ask = await questions();
  for (const { member, flag } of wanted) {
    const name = flag.slice(2).replaceAll('-', ' ');
    const password = await ask(`${name[0]?.toUpperCase()}${name.slice(1)} (not shown): `, true);
    if (process.stdin.isTTY && member !== 'OldPassword' && (await ask('Again: ', true)) !== password)
      return misuse(`argument ${flag}: the two are not the same`);
    input[member] = password === '' ? undefined : password;
  }
  return undefined;
}

function isFile(value: string | undefined): boolean {
  return value?.startsWith('file://') ?? false;
}

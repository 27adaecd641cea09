import { expect } from 'vitest';
import { type AwsProgram, done, type Outcome } from './client.ts';

/**
 * A client ended with this code and sentence, never with a fault of its own (contract 9.1). `modelled`: programs catch
 * it by its class.
 */
export function expectRefused(
  program: AwsProgram,
  outcome: Outcome,
  code: string,
  sentence: string | RegExp,
  modelled?: 'modelled',
): void {
  const { error } = outcome;
  expect(error?.code, `${program.name}: ${error?.message}`).toBe(code);
  if (typeof sentence === 'string') expect(error?.message).toBe(sentence);
  else expect(error?.message).toMatch(sentence);
  if (program.name === 'aws-cli') expect(outcome).toMatchObject({ status: 254, printed: '' });
  else if (modelled) expect(error?.exception).toMatch(new RegExp(`^${code}(Exception)?$`));
}

/** S3-38: an action without an answer prints nothing, and its object holds no member. */
export function expectNoOutput(program: AwsProgram, outcome: Outcome): void {
  const { ResponseMetadata, $metadata, ...members } = done(outcome);
  expect(members).toEqual({});
  if (program.name === 'aws-cli') expect(outcome).toMatchObject({ status: 0, printed: '', complained: '' });
}

import { expect, test } from 'vitest';
import { createLog } from '../../../src/runtime/log.ts';

test('an event is one line of JSON, whatever a name tries (3.16)', () => {
  const lines: string[] = [];
  const forged = 'alice\n{"event":"forged"}\r\u2028\u001b[31m"}';
  createLog(line => lines.push(line))('SignIn.Password', { person: forged, outcome: undefined });
  expect(lines).toHaveLength(1);
  for (const control of ['\n', '\r', '\u001b']) expect(lines[0]).not.toContain(control);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'SignIn.Password', person: forged });
});

import { expect, test } from 'vitest';
import type { TotpKey } from '../../../src/core/totp/key.ts';
import { isRepeatedPair } from '../../../src/core/totp/pair.ts';
import { oathtool } from './oathtool.ts';

const STEP = 60_000_000;
const key: TotpKey = {
  secret: new TextEncoder().encode('sallyport-pair-key-01'),
  algorithm: 'sha1',
  digits: 6,
  period: 30,
};
const [before = '', first = '', second = '', after = ''] = oathtool(key, STEP - 2, 4);
const clock = { lastStep: STEP };

test('the pair that set the clock is known again: a client repeats what it got no answer to', () => {
  expect(isRepeatedPair(first, second, key, clock)).toBe(true);
});

test.each([
  ['reversed', second, first],
  ['its first code twice', first, first],
  ['its second code twice', second, second],
  ['a pair one step earlier', before, first],
  ['a pair one step later', second, after],
  ['one of its codes and a wrong one', first, '000000'],
  ['a wrong one and one of its codes', '000000', second],
  ['nothing', '', ''],
])('%s is not that pair', (_, code1, code2) => {
  expect(isRepeatedPair(code1, code2, key, clock)).toBe(false);
});

test('a code of any later step ends it', () => {
  expect(isRepeatedPair(first, second, key, { lastStep: STEP + 1 })).toBe(false);
});

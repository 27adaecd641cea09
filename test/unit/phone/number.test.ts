import { describe, expect, test } from 'vitest';
import { maskedNumber } from '../../../src/core/phone/mask.ts';
import { checkNumber } from '../../../src/core/phone/number.ts';

describe('numbers that may be rung (security.md 3.6)', () => {
  test.each([
    ['a landline', '+493012345678'],
    ['a mobile', '+4915112345678'],
    ['a number in the United States', '+12025550123'],
    ['the number of the set-up', '+4930901820'],
  ])('%s: %s', async (_, number) => {
    expect(await checkNumber(number, ['DE', 'US'])).toBeUndefined();
    expect(await checkNumber(number, undefined)).toBeUndefined();
  });

  test.each([
    ['premium rate, Germany', '+499001234567'],
    ['premium rate, United States', '+19002345678'],
    ['premium rate, United Kingdom', '+449098790000'],
    ['shared cost, Germany', '+491803123456'],
    ['shared cost, United Kingdom', '+448431234567'],
    ['toll free', '+18002345678'],
    ['personal, United Kingdom', '+447012345678'],
    ['pager, United Kingdom', '+447640123456'],
    ['voicemail, Germany', '+4917701234567890'],
    ['satellite (Inmarsat)', '+870773111632'],
    ['satellite (Iridium)', '+881612345678'],
    ['international network', '+882342212345'],
    ['universal freephone', '+80012345678'],
    ['universal premium', '+979123456789'],
    ['universal shared cost', '+80812345678'],
    ['too short', '+49301'],
    ['not in use', '+12005550123'],
    ['no number', 'call me'],
    ['with an extension', '+12025550123;ext=5'],
    ['a number inside of text', 'tel:+12025550123'],
    ['two numbers', '+12025550123,+449098790000'],
    ['an emergency call', '112'],
    ['empty', ''],
  ])('not %s: %s', async (_, number) => {
    expect(await checkNumber(number, undefined)).toMatchObject({ reason: 'PhoneNumberUnacceptable' });
  });

  test('not in countries that are not named, also where they share a calling code', async () => {
    expect(await checkNumber('+493012345678', ['AT'])).toMatchObject({ reason: 'PhoneNumberUnacceptable' });
    // Jamaica answers under +1.
    expect(await checkNumber('+18765551234', undefined)).toBeUndefined();
    expect(await checkNumber('+18765551234', ['US'])).toMatchObject({ reason: 'PhoneNumberUnacceptable' });
  });
});

test.each([
  ['+493012345620', '+49 ••• 20'],
  ['+12025550123', '+1 ••• 23'],
  ['+74951234567', '+7 ••• 67'],
  ['+35312345678', '+353 ••• 78'],
  ['+420212345678', '+420 ••• 78'],
  ['+971501234567', '+971 ••• 67'],
])('%s is shown as %s', (number, shown) => {
  expect(maskedNumber(number)).toBe(shown);
});

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { actions } from '../../../src/core/actions/table.ts';
import { passwordInput } from '../../../src/core/sign-in/input.ts';
import { explain } from '../../../src/http/api/validation.ts';

function explained(schema: z.ZodType, value: unknown): Record<string, string> {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('the value fits');
  return explain(parsed.error);
}

const SECRET = 'kzq4wvxb-SECRET';

describe('explaining what is wrong', () => {
  test('names every parameter at once', () => {
    const fields = explained(actions.EnableMFADevice.input, { AuthenticationCode1: '12345', Extra: 1 });
    expect(fields).toEqual({
      SerialNumber: 'This is missing or of the wrong type.',
      AuthenticationCode1: 'Type the digits that the device shows.',
      AuthenticationCode2: 'This is missing or of the wrong type.',
      Extra: 'This parameter is not known here.',
    });
  });

  test('names nested parameters by their path', () => {
    const schema = z.strictObject({ a: z.strictObject({ b: z.string() }) });
    expect(explained(schema, { a: { b: 1 } })).toEqual({ 'a.b': 'This is missing or of the wrong type.' });
  });

  test.each([null, [], 'text', 7, true])('a body that is no object is a wrong body: %j', body => {
    expect(Object.keys(explained(actions.EnableMFADevice.input, body))).toEqual(['body']);
  });

  test('never repeats a value', () => {
    const values = [
      explained(passwordInput, { as: 'owner', email: { [SECRET]: SECRET }, password: [SECRET] }),
      explained(passwordInput, { as: SECRET, password: SECRET }),
      explained(actions.CreateUser.input, { UserName: `${SECRET} !` }),
      explained(actions.EnableMFADevice.input, { AuthenticationCode1: SECRET, SerialNumber: `${SECRET} ` }),
      explained(actions.EndSession.input, { SessionId: SECRET }),
      explained(actions.UpdateAccount.input, { RequireMfa: SECRET, Alias: `${SECRET}` }),
    ];
    for (const fields of values) {
      expect(Object.keys(fields).length).toBeGreaterThan(0);
      expect(JSON.stringify(fields)).not.toContain('SECRET');
    }
  });

  test('a name of a thousand characters is cut: the answer does not grow with the question', () => {
    const fields = explained(z.strictObject({}), { ['x'.repeat(1_000)]: 1 });
    expect(Object.keys(fields)[0]).toHaveLength(64);
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
  ])('a parameter called %s is named like any other', name => {
    const fields = explained(z.strictObject({}), JSON.parse(`{"${name}":1,"Extra":1}`));
    expect(Object.keys(fields)).toEqual([name, 'Extra']);
    expect(JSON.parse(JSON.stringify(fields))).toHaveProperty('Extra', 'This parameter is not known here.');
    expect(JSON.stringify(fields)).toContain(`"${name}":"This parameter is not known here."`);
    expect(({} as Record<string, unknown>).Extra).toBeUndefined();
  });

  test('every sentence is a sentence', () => {
    for (const { input } of Object.values(actions))
      for (const value of [{}, { Nonsense: 1 }, 7, { UserName: '!', SerialNumber: '', SessionId: '' }]) {
        const parsed = (input as z.ZodType).safeParse(value);
        if (parsed.success) continue;
        for (const said of Object.values(explain(parsed.error))) expect(said).toMatch(/^[A-Z].*\.$/);
      }
  });
});

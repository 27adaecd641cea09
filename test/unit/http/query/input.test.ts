import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { actions } from '../../../../src/core/actions/table.ts';
import { decodeForm } from '../../../../src/http/form.ts';
import { readInput } from '../../../../src/http/query/input.ts';
import { readParameters } from '../../../../src/http/query/parameters.ts';
import { structureOf } from '../../../../src/http/query/shape.ts';
import { refuseInput } from '../../../../src/http/query/validation.ts';

const schema = z.strictObject({
  UserName: z.string().optional(),
  MaxItems: z.int().min(1).max(1000).default(100),
  Force: z.boolean().optional(),
  Alias: z.string().nullable().optional(),
  Tags: z
    .array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string() }))
    .max(50)
    .optional(),
  TagKeys: z.array(z.string()).optional(),
  Status: z.enum(['Assigned', 'Unassigned', 'Any']).optional(),
  Nested: z.strictObject({ Inner: z.strictObject({ Count: z.int() }) }).optional(),
});
const shape = structureOf(schema, 'input');

const read = (text: string) => readInput(shape, decodeForm(text) ?? []);

/** What AWS clients would be told, for an action or the schema above. */
function said(text: string, input: z.ZodType = schema): string {
  const members = structureOf(input, 'input');
  const { value } = readInput(members, decodeForm(text) ?? []);
  const parsed = input.safeParse(value);
  if (parsed.success) return 'fine';
  const { status, code, message } = refuseInput(members, value, parsed.error);
  return `${status} ${code}: ${message}`;
}

describe('contract 1: parameters', () => {
  test('become text, numbers, booleans, lists and structures, in any order', () => {
    const text =
      'Tags.member.2.Value=d&Nested.Inner.Count=7&Tags.member.1.Key=a&MaxItems=20&Tags.member.2.Key=c&Force=true&UserName=Zo%C3%AB+x%20y&Tags.member.1.Value=b&TagKeys.member.1=k';
    const wanted = {
      UserName: 'Zoë x y',
      MaxItems: 20,
      Force: true,
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'c', Value: 'd' },
      ],
      TagKeys: ['k'],
      Nested: { Inner: { Count: 7 } },
    };
    expect(read(text)).toEqual({ value: wanted, unknown: [] });
    expect(read(text.split('&').reverse().join('&'))).toEqual({ value: wanted, unknown: [] });
  });

  test('a list of ten and more is in the order of its numbers', () => {
    const text = Array.from({ length: 12 }, (_, at) => `TagKeys.member.${12 - at}=${12 - at}`).join('&');
    expect(read(text).value.TagKeys).toEqual(Array.from({ length: 12 }, (_, at) => String(at + 1)));
  });

  test('an explicitly empty list is one, and text that is empty is text', () => {
    expect(read('Tags=&UserName=')).toEqual({ value: { Tags: [], UserName: '' }, unknown: [] });
  });

  test('what can be taken away is taken away by nothing', () => {
    expect(read('Alias=')).toEqual({ value: { Alias: null }, unknown: [] });
  });

  test('leading zeros and digits stay as they are where text is asked for (S3-14)', () => {
    expect(read('UserName=001234').value.UserName).toBe('001234');
  });

  test.each([
    'Extra=1',
    '__proto__=1',
    'constructor=1',
    'constructor.prototype.x=1',
    '__proto__.x=1',
    'Tags.member.1.__proto__.x=1',
    'Tags.member.1.Key.x=1',
    'Tags.member.0.Key=a',
    'Tags.member.01.Key=a',
    'Tags.member.x.Key=a',
    'Tags.member.99999.Key=a',
    'Tags.entry.1.Key=a',
    'Tags.member=a',
    'Tags=a',
    'Tags.member.1=a',
    'TagKeys.member.1.x=a',
    'UserName.x=a',
    'userName=a',
    'Nested=x',
    '=x',
    '.=x',
  ])('%s belongs to no member, and is named as it was sent', text => {
    const { unknown } = read(text);
    expect(unknown).toEqual([text.split('=')[0]]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('one of two is never taken: not twice, not in body and address', () => {
    const form = (text: string) => new TextEncoder().encode(text);
    expect(readParameters([['Action', 'A']], form('Version=1&UserName=a&UserName=a'))?.repeated).toBe(
      'UserName',
    );
    expect(readParameters([['UserName', 'a']], form('UserName=b'))?.repeated).toBe('UserName');
    expect(readParameters([['Action', 'A']], form('Action=A'))?.repeated).toBe('Action');
    expect(readParameters([['Action', 'A']], form('UserName=b'))).toEqual({
      action: 'A',
      version: undefined,
      input: [['UserName', 'b']],
      repeated: undefined,
    });
  });

  test.each(['%', '%zz', 'a=%C3', 'a=%ED%A0%80', '%c3%28=1'])('%s is no form', text => {
    expect(decodeForm(text)).toBeUndefined();
    expect(readParameters([], new TextEncoder().encode(text))).toBeUndefined();
  });

  test('bytes that are no UTF-8 are no form', () => {
    expect(readParameters([], Uint8Array.of(0x61, 0x3d, 0xff))).toBeUndefined();
  });
});

describe('contract 3: what is wrong with a value', () => {
  const one = (name: string, what: string) =>
    `400 ValidationError: 1 validation error detected: Value at '${name}' failed to satisfy constraint: ${what}`;
  const resync = (one: string, two = '123456') =>
    said(
      `UserName=Bob&SerialNumber=GAHT12345678&AuthenticationCode1=${one}&AuthenticationCode2=${two}`,
      actions.ResyncMFADevice.input,
    );

  test('S3-13: five or seven digits, letters, blanks, nothing', () => {
    expect(resync('123456')).toBe('fine');
    expect(resync('12345')).toBe(
      one('authenticationCode1', 'Member must have length greater than or equal to 6'),
    );
    expect(resync('1234567')).toBe(
      one('authenticationCode1', 'Member must satisfy regular expression pattern: \\d{6}(\\d\\d)?'),
    );
    expect(resync('abcdef')).toBe(
      one('authenticationCode1', 'Member must satisfy regular expression pattern: [\\d]+'),
    );
    expect(resync('%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96')).toContain('[\\d]+');
    expect(resync('')).toContain('Member must have length greater than or equal to 6');
    expect(
      said(
        'UserName=Bob&SerialNumber=GAHT12345678&AuthenticationCode1=123456',
        actions.ResyncMFADevice.input,
      ),
    ).toBe(one('authenticationCode2', 'Member must not be null'));
  });

  test('several are counted and joined, and none repeats what was sent', () => {
    const answer = resync('secretcode', 'x');
    expect(answer).toBe(
      "400 ValidationError: 4 validation errors detected: Value at 'authenticationCode1' failed to satisfy constraint: Member must have length less than or equal to 8; Value at 'authenticationCode1' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]+; Value at 'authenticationCode2' failed to satisfy constraint: Member must have length greater than or equal to 6; Value at 'authenticationCode2' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]+",
    );
    expect(answer).not.toContain('secret');
  });

  test('S3-08, S3-10: names and serial numbers', () => {
    expect(said('UserName=Bob%20B', actions.GetUser.input)).toMatch(
      /^400 ValidationError: The specified value for userName is invalid\. It must contain only alphanumeric characters and\/or the following: \+=,\.@_-$/,
    );
    expect(said(`UserName=${'x'.repeat(129)}`, actions.GetUser.input)).toBe(
      one('userName', 'Member must have length less than or equal to 128'),
    );
    expect(said(`SerialNumber=${'x'.repeat(300)}`, actions.DeleteVirtualMFADevice.input)).toBe(
      one('serialNumber', 'Member must have length less than or equal to 256'),
    );
    expect(said('SerialNumber=short', actions.DeleteVirtualMFADevice.input)).toBe(
      one('serialNumber', 'Member must have length greater than or equal to 9'),
    );
    expect(said('SerialNumber=GAHT%2012345678', actions.DeleteVirtualMFADevice.input)).toBe(
      one('serialNumber', 'Member must satisfy regular expression pattern: [\\w+=/:,.@-]+'),
    );
  });

  test('enumerations, numbers, lists', () => {
    expect(said('Status=all')).toBe(
      one('status', 'Member must satisfy enum value set: [Assigned, Unassigned, Any]'),
    );
    expect(said('MaxItems=1001')).toBe(one('maxItems', 'Member must have value less than or equal to 1000'));
    expect(said('MaxItems=0')).toBe(one('maxItems', 'Member must have value greater than or equal to 1'));
    expect(said('Tags.member.2.Key=a&Tags.member.2.Value=b&Tags.member.1.Key=&Tags.member.1.Value=')).toBe(
      one('tags.1.member.key', 'Member must have length greater than or equal to 1'),
    );
    const many = Array.from(
      { length: 51 },
      (_, at) => `Tags.member.${at + 1}.Key=a&Tags.member.${at + 1}.Value=b`,
    );
    expect(said(many.join('&'))).toBe(one('tags', 'Member must have length less than or equal to 50'));
  });

  test.each([
    'MaxItems=1.5',
    'MaxItems=many',
    'MaxItems=',
    'MaxItems=1e3',
    'Force=yes',
    'Force=True',
  ])('%s is not even of the type', text => {
    expect(said(text)).toMatch(/^400 MalformedInput: The value at '(maxItems|force)' is not of the type/);
  });

  test('every action says something of every wrong input, and never the input', () => {
    for (const { name, input } of Object.values(actions)) {
      const members = structureOf(input, 'input').members;
      const text = [...members.keys()].map(member => `${member}=kzq4 SECRET ${'%09'.repeat(400)}`).join('&');
      const answer = said(text, input);
      if (answer === 'fine') continue;
      expect(answer, name).toMatch(/^400 (ValidationError|MalformedInput): .+/);
      expect(answer, name).not.toContain('SECRET');
    }
  });
});

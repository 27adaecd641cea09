import { describe, expect, test } from 'vitest';
import { matches, readTemplate, readWildcards } from '../../../src/core/policy/pattern.ts';
import { arnParts, matchesResource, readResource } from '../../../src/core/policy/resource-pattern.ts';
import { Seeded } from '../seeded.ts';

const alice = { username: 'alice', userid: 'AIDAALICE' };

function template(text: string, wildcards = true) {
  const pattern = readTemplate(text, wildcards);
  if ('wrong' in pattern) throw new Error(pattern.wrong);
  return pattern;
}

function covers(pattern: string, resource: string, variables: { username?: string; userid: string } = alice) {
  const read = readResource(pattern);
  if ('wrong' in read) throw new Error(read.wrong);
  return matchesResource(read, arnParts(resource), variables);
}

/** What the wildcards mean, in the fewest words; it takes exponential time. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*')
    return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1))
  );
}

describe('wildcards', () => {
  test('mean what a naive reading of them means, on ten thousand short texts', () => {
    const random = new Seeded('wildcards');
    const word = (letters: readonly [string, ...string[]]) =>
      Array.from({ length: random.integer(0, 7) }, () => random.pick(letters)).join('');
    let matching = 0;
    const different: string[][] = [];
    for (let round = 0; round < 10_000; round++) {
      const [pattern, text] = [word(['a', 'b', '*', '?']), word(['a', 'b'])];
      const expected = naive(pattern, text);
      if (expected) matching++;
      expect([pattern, text, matches(readWildcards(pattern), text, alice)]).toEqual([
        pattern,
        text,
        expected,
      ]);
    }
    expect(different).toEqual([]);
    expect(matching).toBeGreaterThan(1000);
  });

  test.each([
    ['a*'.repeat(5000), 'a'.repeat(600), false],
    [`${'a*'.repeat(500)}b`, 'a'.repeat(2000), false],
    ['*'.repeat(10_000), 'a'.repeat(2000), true],
    [`*${'a?'.repeat(300)}b`, 'a'.repeat(2000), false],
  ])('never branch: a hostile pattern is decided by looking back at one star (%#)', (pattern, text, expected) => {
    expect(matches(readWildcards(pattern), text, alice)).toBe(expected);
  });
});

describe('variables', () => {
  test.each([
    ['user/${aws:username}', 'user/alice', true],
    ['user/${aws:UserName}', 'user/alice', true],
    ['user/${aws:username}', 'user/bob', false],
    ['${aws:userid}', 'AIDAALICE', true],
    ['${aws:username}${aws:username}', 'alicealice', true],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'axb', false],
    ['a${?}b', 'a?b', true],
    ['a${?}b', 'axb', false],
    ['${$}{aws:username}', '${aws:username}', true],
    ['$alice', '$alice', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(matches(template(pattern), text, alice)).toBe(expected);
  });

  test('a name is taken by the letter: a star or a variable in it matches itself alone', () => {
    const pattern = template('user/${aws:username}');
    expect(matches(pattern, 'user/alice', { userid: '', username: '*' })).toBe(false);
    expect(matches(pattern, 'user/*', { userid: '', username: '*' })).toBe(true);
    expect(matches(pattern, 'user/a', { userid: '', username: '?' })).toBe(false);
    expect(matches(pattern, 'user/AIDA', { userid: 'AIDA', username: '${aws:userid}' })).toBe(false);
  });

  test('a variable without a value matches nothing, not even an empty name', () => {
    for (const text of ['user/', 'user/undefined', 'user/${aws:username}']) {
      expect(matches(template('user/${aws:username}'), text, { userid: 'ROOT' })).toBe(false);
      expect(matches(template('*${aws:username}'), text, { userid: 'ROOT' })).toBe(false);
    }
  });

  test.each([
    '${aws:nobody}',
    '${',
    'user/${aws:username',
    '${aws:username, "x"}',
    '${}',
    '${**}',
    '${__proto__}',
  ])('%s is refused', text => expect(readTemplate(text, true)).toHaveProperty('wrong'));

  test('where wildcards mean nothing they are letters', () => {
    expect(matches(template('a*', false), 'ab', alice)).toBe(false);
    expect(matches(template('a*', false), 'a*', alice)).toBe(true);
  });
});

describe('resources', () => {
  const ARN = 'arn:aws:iam::123456789012:user/alice';

  test.each([
    ['*', ARN, true],
    ['*', '*', true],
    ['arn:aws:iam::*:*', '*', false],
    ['arn:aws:iam::*:user/alice', ARN, true],
    ['arn:aws:iam::123456789012:user/alice', ARN, true],
    ['arn:aws:iam::210987654321:user/alice', ARN, false],
    ['arn:aws:iam::*:user/ALICE', ARN, false],
    ['arn:aws:iam::*:mfa/*', ARN, false],
    ['arn:aws:iam::*:user*/${aws:username}', ARN, true],
    ['arn:aws:iam::*:user*/${aws:username}', 'arn:aws:iam::123456789012:user/a/b/alice', true],
    ['arn:aws:iam::*:user*/${aws:username}', 'arn:aws:iam::123456789012:user/alice/bob', false],
    ['arn:aws:iam::*:user*/${aws:username}', 'arn:aws:iam::123456789012:user/malice', false],
    ['arn:*:*:*:*:user/*', ARN, true],
    ['arn:aws:iam::*:a:b:*', 'arn:aws:iam::1:a:b:c', true],
  ])('%s covers %s: %s', (pattern, resource, expected) => {
    expect(covers(pattern, resource)).toBe(expected);
  });

  test('S0-17: the account part * matches the account, and a star in it does not reach into the resource', () => {
    expect(covers('arn:aws:iam::*:user/alice', ARN)).toBe(true);
    expect(covers('arn:aws:iam::*:alice', 'arn:aws:iam::1:user:alice')).toBe(false);
    expect(matches(template('arn:aws:iam::*:alice'), 'arn:aws:iam::1:user:alice', alice)).toBe(true);
  });

  test.each([
    '',
    '**',
    'user/alice',
    'arn',
    'arn:aws:iam::1',
    'arn:aws:iam::1:',
    '*:aws:iam::1:user/a',
    'arn:aws:iam::user/a',
    'arn:${aws:username}',
  ])('%j is no resource', text => expect(readResource(text)).toHaveProperty('wrong'));
});

import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { beginSignIn, createUser, type Person, setUpOwner } from '../support/people.ts';

const gateway = await startGateway({ runtime: 'node' });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

test('whoever is told that the gateway is busy has not guessed: the right password works at once (B12, E11)', async () => {
  const people: Person[] = [];
  for (let count = 0; count < 6; count += 1) people.push(await createUser(gateway, owner));
  let busy = 0;
  for (let round = 0; round < 5; round += 1) {
    // Each name stays below its ten attempts; together they are more than the hash line takes.
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => people)
        .flat()
        .map(({ credentials, password }) =>
          new Client(gateway).post('/api/sign-in/password', { ...credentials, password }),
        ),
    );
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectRefusal(answer, 503, 'BUSY');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      busy += 1;
    }
  }
  // Enough to have used up everybody's attempts, had they counted.
  expect(busy).toBeGreaterThan(10 * people.length);
  for (const person of people) expect((await beginSignIn(gateway, person)).step.next).toBe('signed-in');
});

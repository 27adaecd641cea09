import { type Refusal, refuse } from '../refusal.ts';

/** One wording for what several actions refuse about users. */

export function userExists(name: string): Refusal {
  return refuse('EntityAlreadyExists', {
    message: `A user with the name ${name} exists already.`,
    known: `User with name ${name} already exists.`,
  });
}

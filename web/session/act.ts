import { Problem, post } from '../api.ts';
import type { Actions } from '../api-types.ts';
import { leaveFor } from '../page.tsx';
import { Withdrawn } from '../withdrawn.ts';
import { noteStale } from './stale.ts';

let askForProof: (() => Promise<boolean>) | undefined;

/** The page's one step-up dialog announces itself here; it answers whether the person proved to be who they are. */
export function proveWith(ask: () => Promise<boolean>): void {
  let asking: Promise<boolean> | undefined;
  // Several sections of a page load at once: they ask together, and one answer is for all of them.
  askForProof = () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

export const proveNow = async (): Promise<boolean> => (await askForProof?.()) ?? false;

/** Runs an action. When it wants a fresh proof, asks for one and runs it again, so that no caller has to know. */
export async function act<Name extends keyof Actions>(
  name: Name,
  input: Actions[Name][0],
): Promise<Actions[Name][1]> {
  const run = async () => {
    try {
      return await post<Actions[Name][1]>(`/api/actions/${name}`, input);
    } catch (error) {
      noteStale(error);
      throw error;
    }
  };
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'STEP_UP_REQUIRED' && askForProof) {
      if (!(await askForProof())) throw new Withdrawn();
      return run();
    }
    return elsewhere(error);
  }
}

/** Some refusals are answered on another page: signing in, or assigning the first device. */
export function elsewhere(problem: unknown): Promise<never> {
  if (!(problem instanceof Problem)) throw problem;
  const here = location.pathname + location.search;
  if (problem.code === 'NOT_SIGNED_IN') return leaveFor(`/sign-in?return_to=${encodeURIComponent(here)}`);
  if (problem.code === 'ENROLMENT_REQUIRED' && location.pathname !== '/credentials') {
    return leaveFor('/credentials#assign');
  }
  throw problem;
}

export async function signOut(everywhere: boolean): Promise<never> {
  await (everywhere ? act('EndAllSessions', {}) : post('/api/session/sign-out'));
  return leaveFor('/sign-in');
}

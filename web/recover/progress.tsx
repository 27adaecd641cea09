import * as say from '../messages.ts';

const names = [say.stepEmail, say.stepPhone, say.stepSignIn];

/** The three steps, and which of them is being done. */
export function Progress({ step }: { step: 1 | 2 | 3 }) {
  return (
    <ol class="progress" aria-label={say.recoverSteps}>
      {names.map((name, place) => {
        const number = place + 1;
        const done = number < step;
        return (
          <li
            key={name}
            class={done ? 'done' : undefined}
            aria-current={number === step ? 'step' : undefined}
          >
            <span aria-hidden="true">{done ? '✓' : number}</span>
            {name}
            {done && <span class="unseen"> ({say.stepDone})</span>}
          </li>
        );
      })}
    </ol>
  );
}

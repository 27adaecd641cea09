import { Heading } from '../components/heading.tsx';
import * as say from '../messages.ts';

/** The sign-in is over, or never began in this browser. */
export function Ended({ begun }: { begun: boolean }) {
  return (
    <>
      <Heading>{begun ? say.recoverEndedTitle : say.alternativeTitle}</Heading>
      <p>{begun ? say.recoverEnded : say.recoverNotBegun}</p>
      <div class="buttons">
        <a class="button primary" href={`/sign-in${location.search}`}>
          {say.signInAgain}
        </a>
      </div>
    </>
  );
}

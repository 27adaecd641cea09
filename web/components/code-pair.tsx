import type { ComponentChildren } from 'preact';
import type { DeviceKind } from '../api-types.ts';
import * as say from '../messages.ts';
import { CodeField } from './code-field.tsx';
import { Notice } from './notice.tsx';

interface Props {
  kind: DeviceKind;
  /** What happens to codes that are submitted late. */
  important: ComponentChildren;
  focus?: boolean;
}

export interface PairOfCodes {
  AuthenticationCode1: string;
  AuthenticationCode2: string;
}

/** What the form around these fields gets: the names are those of the actions, so a refusal finds its field. */
export const pairOf = ({
  AuthenticationCode1 = '',
  AuthenticationCode2 = '',
}: Record<string, string>): PairOfCodes => ({ AuthenticationCode1, AuthenticationCode2 });

/** Two consecutive codes, for assigning a device and for bringing it back in step. */
export function CodePair({ kind, important, focus = false }: Props) {
  const token = kind === 'hardware';
  return (
    <>
      <div class="pair">
        <CodeField
          name="AuthenticationCode1"
          label={say.code1}
          kind={kind}
          hint={token ? say.token1Hint : say.code1Hint}
          focus={focus}
        />
        <CodeField
          name="AuthenticationCode2"
          label={say.code2}
          kind={kind}
          hint={token ? say.token2Hint : say.code2Hint}
        />
      </div>
      <Notice tone="info" title={say.important}>
        {important}
      </Notice>
    </>
  );
}

import type { ComponentChildren } from 'preact';
import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import * as say from '../messages.ts';

interface Props {
  onStartOver: () => void;
  /** Other ways on. */
  children?: ComponentChildren;
}

/** The way out of a sign-in that has begun. */
export function StartOver({ onStartOver, children }: Props) {
  // Even when the gateway cannot be told: it forgets the sign-in by itself after a few minutes.
  const cancel = () => post('/api/sign-in/cancel').then(onStartOver, onStartOver);
  return (
    <nav class="elsewhere" aria-label={say.otherWays}>
      {children}
      <Button look="link" onClick={cancel}>
        {say.startOver}
      </Button>
    </nav>
  );
}

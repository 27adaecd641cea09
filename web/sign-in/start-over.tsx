import { post } from '../api.ts';
import { Button } from '../components/button.tsx';
import * as say from '../messages.ts';

/** The way out of a sign-in that has begun. */
export function StartOver({ onStartOver }: { onStartOver: () => void }) {
  // Even when the gateway cannot be told: it forgets the sign-in by itself after a few minutes.
  const cancel = () => post('/api/sign-in/cancel').then(onStartOver, onStartOver);
  return (
    <nav class="elsewhere" aria-label={say.otherWays}>
      <Button look="link" onClick={cancel}>
        {say.startOver}
      </Button>
    </nav>
  );
}

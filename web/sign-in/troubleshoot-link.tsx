import { Button } from '../components/button.tsx';
import * as say from '../messages.ts';

/** Stands on every step that asks for a device, under both of its names. */
export function Troubleshoot({ onClick }: { onClick: () => void }) {
  return (
    <p>
      {say.havingProblems}{' '}
      <Button look="link" onClick={onClick}>
        {say.troubleshootMfa}
      </Button>
    </p>
  );
}

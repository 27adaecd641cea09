import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { proveNow } from '../session/act.ts';

export function ProveNow() {
  const [problem, setProblem] = useState('');
  return (
    <>
      <div class="buttons">
        <Button onClick={() => proveNow().catch(error => setProblem(sentenceOf(error)))}>
          {say.confirmNow}
        </Button>
      </div>
      <span role="alert">{problem}</span>
    </>
  );
}

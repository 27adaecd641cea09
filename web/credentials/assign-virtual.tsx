import type { NewVirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Form } from '../components/form.tsx';
import { LateAssign } from '../components/late-assign.tsx';
import { QrCode } from '../components/qr-code.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  serialNumber: string;
  made: NewVirtualDevice | undefined;
  onAssigned: () => Promise<void>;
  onCancel: () => void;
}

export function AssignVirtual({ serialNumber, made, onAssigned, onCancel }: Props) {
  return (
    <Form
      submit={say.assignMfa}
      blame="AuthenticationCode1"
      lead={made ? <Secret made={made} /> : <p>{say.existingIntro}</p>}
      action={async values => {
        await act('EnableMFADevice', { SerialNumber: serialNumber, ...pairOf(values) });
        await onAssigned();
      }}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {say.cancel}
        </Button>
      }
    >
      <CodePair kind="virtual" important={<LateAssign />} />
    </Form>
  );
}

function Secret({ made }: { made: NewVirtualDevice }) {
  // Groups of four are read and typed without losing the place; the app ignores the spaces.
  const grouped = made.Base32StringSeed.replace(/.{4}(?=.)/g, '$& ');
  return (
    <div class="secret">
      <QrCode text={made.OtpauthUri} />
      <div>
        <p>{say.scan}</p>
        <p class="hint">{say.orType}</p>
        <p class="copyable">
          <code>{grouped}</code>
          <CopyButton text={made.Base32StringSeed} label={say.copySecret} />
        </p>
      </div>
    </div>
  );
}

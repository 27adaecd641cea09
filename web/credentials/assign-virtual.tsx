import type { NewVirtualDevice } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CodeField } from '../components/code-field.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { QrCode } from './qr-code.tsx';

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
      action={async ({ AuthenticationCode1 = '', AuthenticationCode2 = '' }) => {
        await act('EnableMFADevice', {
          SerialNumber: serialNumber,
          AuthenticationCode1,
          AuthenticationCode2,
        });
        await onAssigned();
      }}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {say.cancel}
        </Button>
      }
    >
      <div class="pair">
        <CodeField name="AuthenticationCode1" label={say.code1} hint={say.code1Hint} />
        <CodeField name="AuthenticationCode2" label={say.code2} hint={say.code2Hint} />
      </div>
      <Notice tone="info" title={say.important}>
        {say.submitAtOnce}
      </Notice>
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

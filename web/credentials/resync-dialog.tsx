import { useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import type { Device } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { CodeCheck } from '../components/code-check.tsx';
import { CodePair, pairOf } from '../components/code-pair.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';

interface Props {
  device: Device;
  onChange: () => Promise<void>;
  onClose: () => void;
}

type Stage = 'codes' | 'check' | 'in sync' | 'out of sync';

/** Two codes, then the check by a third: codes that were submitted late are accepted and leave a device out of sync. */
export function ResyncDialog({ device, onChange, onClose }: Props) {
  const [stage, setStage] = useState<Stage>('codes');
  function close() {
    onClose();
    if (stage !== 'codes') void onChange();
  }
  const cancel = (
    <Button look="quiet" onClick={close}>
      {say.cancel}
    </Button>
  );
  return (
    <Dialog title={say.manageDevice} step={stage} onClose={close}>
      {stage === 'codes' && <Codes device={device} onAccepted={() => setStage('check')} cancel={cancel} />}
      {stage === 'check' && <Check device={device} onChecked={setStage} cancel={cancel} />}
      {stage === 'in sync' && (
        <>
          <Notice tone="done" title={say.inSync}>
            {fill(say.inSyncHelp, { device: device.DeviceName })}
          </Notice>
          <div class="buttons">
            <Button look="primary" onClick={close}>
              {say.done}
            </Button>
          </div>
        </>
      )}
      {stage === 'out of sync' && (
        <>
          <Notice tone="wrong" title={say.outOfSync}>
            {say.outOfSyncHelp}
          </Notice>
          <div class="buttons">
            <Button look="primary" onClick={() => setStage('codes')}>
              {say.resyncAgain}
            </Button>
            <Button onClick={() => setStage('check')}>{say.checkAgain}</Button>
            {cancel}
          </div>
        </>
      )}
    </Dialog>
  );
}

function Codes(props: { device: Device; onAccepted: () => void; cancel: preact.JSX.Element }) {
  const { device, onAccepted, cancel } = props;
  // Only users have a name; the owner has an address.
  const important = device.UserName === undefined ? say.lateResyncOfOwner : say.lateResync;
  return (
    <Form
      submit={say.continue_}
      blame="AuthenticationCode1"
      lead={<p>{fill(say.nextTwoCodes, { device: device.DeviceName })}</p>}
      action={async values => {
        await act('ResyncMFADevice', { SerialNumber: device.SerialNumber, ...pairOf(values) });
        onAccepted();
      }}
      beside={cancel}
    >
      <CodePair kind={device.Kind} important={important} focus />
    </Form>
  );
}

function Check(props: { device: Device; onChecked: (stage: Stage) => void; cancel: preact.JSX.Element }) {
  const { device, onChecked, cancel } = props;
  async function send(code: string) {
    try {
      await act('CheckMFADevice', { SerialNumber: device.SerialNumber, AuthenticationCode: code });
      onChecked('in sync');
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'SECOND_FACTOR_REFUSED') throw error;
      onChecked('out of sync');
    }
  }
  return (
    <>
      <Notice tone="done">{say.resyncAccepted}</Notice>
      <p>{fill(say.checkClock, { device: device.DeviceName })}</p>
      <CodeCheck send={send} kind={device.Kind} submit={say.checkSubmit} beside={cancel} />
    </>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api.ts';
import type { OfferedDevice, Proof } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { DeviceCheck } from '../components/device-check.tsx';
import { DeviceChoice, likeliest } from '../components/device-choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Form } from '../components/form.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { elsewhere, proveWith } from './act.ts';

interface Asked {
  proof: Proof;
  answer: (proved: boolean) => void;
}

interface Props {
  name: string;
  /** The session came in without a device. */
  recovered: boolean;
  onProved: () => unknown;
}

/** "Confirm it is you": stands once on every page behind the sign-in, and opens when an action asks for it. */
export function StepUp({ name, recovered, onProved }: Props) {
  const [asked, setAsked] = useState<Asked>();

  useEffect(() => {
    proveWith(async () => {
      const proof = await get<Proof>('/api/session/step-up').catch(elsewhere);
      return new Promise<boolean>(answer => setAsked({ proof, answer }));
    });
  }, []);

  if (!asked) return null;
  function settle(proved: boolean) {
    asked?.answer(proved);
    setAsked(undefined);
    if (proved) onProved();
  }
  const cancel = (
    <Button look="quiet" onClick={() => settle(false)}>
      {say.cancel}
    </Button>
  );
  return (
    <Dialog title={say.stepUpTitle} onClose={() => settle(false)}>
      <p>{recovered ? say.recoveredProofOld : say.stepUpIntro}</p>
      {asked.proof.with === 'password' ? (
        <Form
          submit={say.confirm}
          blame="password"
          beside={cancel}
          action={async ({ password }) => {
            await post('/api/session/step-up/password', { password });
            settle(true);
          }}
        >
          <input
            class="unseen"
            type="text"
            autocomplete="username"
            value={name}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <PasswordField
            name="password"
            label={say.password}
            autocomplete="current-password"
            wrong={say.passwordNeeded}
            focus
          />
        </Form>
      ) : (
        <WithDevice devices={asked.proof.devices} onProved={() => settle(true)} cancel={cancel} />
      )}
    </Dialog>
  );
}

function WithDevice(props: { devices: OfferedDevice[]; onProved: () => void; cancel: preact.JSX.Element }) {
  const { devices, onProved, cancel } = props;
  const [device, setDevice] = useState(devices.length === 1 ? devices[0] : undefined);
  if (!device) return <DeviceChoice devices={devices} preferred={likeliest(devices)} onChoose={setDevice} />;
  return (
    <>
      <p>{fill(device.kind === 'fido' ? say.useKey : say.enterCode, { device: device.name })}</p>
      <DeviceCheck
        route="/api/session/step-up"
        device={device}
        submit={say.confirm}
        onPassed={onProved}
        beside={
          <>
            {devices.length > 1 && (
              <Button look="quiet" onClick={() => setDevice(undefined)}>
                {say.anotherDevice}
              </Button>
            )}
            {cancel}
          </>
        }
      />
    </>
  );
}

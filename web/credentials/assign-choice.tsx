import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { DeviceIcon } from '../components/device-icon.tsx';
import { Field } from '../components/field.tsx';
import { Form } from '../components/form.tsx';
import * as say from '../messages.ts';

export interface Chosen {
  kind: 'virtual' | 'fido';
  name: string;
}

const kinds = [
  { kind: 'virtual', label: say.assignVirtual, hint: say.assignVirtualHint },
  { kind: 'fido', label: say.assignFido, hint: say.assignFidoHint },
] as const;

interface Props {
  welcome: string;
  /** Names of devices that wait, unassigned, to be scanned or deleted. */
  waiting: string[];
  onChosen: (chosen: Chosen) => Promise<void>;
  onCancel: () => void;
}

export function AssignChoice({ welcome, waiting, onChosen, onCancel }: Props) {
  const [kind, setKind] = useState<Chosen['kind']>('virtual');
  const [again, setAgain] = useState(false);
  return (
    <Form
      submit={say.continue_}
      blame="DeviceName"
      action={({ DeviceName = '' }) => onChosen({ kind, name: DeviceName.trim() })}
      beside={
        <Button look="quiet" onClick={onCancel}>
          {welcome ? say.later : say.cancel}
        </Button>
      }
    >
      {welcome && <p>{welcome}</p>}
      <fieldset class="choices">
        <legend>{say.deviceKind}</legend>
        {kinds.map(option => (
          <label key={option.kind} class="choice">
            <input
              type="radio"
              name="kind"
              value={option.kind}
              checked={option.kind === kind}
              onChange={() => setKind(option.kind)}
            />
            <DeviceIcon kind={option.kind} />
            <span>
              <strong>{option.label}</strong>
              <small>{option.hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <Field
        name="DeviceName"
        label={say.deviceName}
        hint={<span aria-live="polite">{again ? say.deviceNameWaits : say.deviceNameHint}</span>}
        onInput={input => setAgain(waiting.includes(input.value.trim()))}
        wrong={say.deviceNameNeeded}
        maxLength={64}
        autocomplete="off"
      />
    </Form>
  );
}

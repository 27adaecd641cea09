import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { Field } from './field.tsx';

interface Props {
  hint?: ComponentChildren;
  /** The name that it has. */
  value?: string;
  focus?: boolean;
  onInput?: (input: HTMLInputElement) => void;
}

export function DeviceNameField(props: Props) {
  return (
    <Field
      {...props}
      name="DeviceName"
      label={say.deviceName}
      wrong={say.deviceNameNeeded}
      maxLength={64}
      autocomplete="off"
    />
  );
}

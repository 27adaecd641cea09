import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { ComponentChildren } from 'preact';
import { post } from '../api.ts';
import type { OfferedDevice } from '../api-types.ts';
import { CodeCheck } from './code-check.tsx';
import { KeyCheck } from './key-check.tsx';

interface Props<T> {
  /** Where codes and keys go: signing in and stepping up have the same three routes. */
  route: '/api/sign-in' | '/api/session/step-up';
  device: Pick<OfferedDevice, 'serialNumber' | 'kind'>;
  submit: string;
  onPassed: (answer: T) => unknown;
  onRefused?: (error: unknown) => void;
  labelledBy?: string;
  hint?: string;
  beside?: ComponentChildren;
}

/** Proves one device: its code, or a touch of the key. */
export function DeviceCheck<T>({ route, device, onPassed, onRefused, ...look }: Props<T>) {
  const { serialNumber } = device;
  async function prove(path: string, proof: object) {
    try {
      await onPassed(await post<T>(route + path, proof));
    } catch (error) {
      onRefused?.(error);
      throw error;
    }
  }
  if (device.kind !== 'fido') {
    return <CodeCheck {...look} kind={device.kind} send={code => prove('/code', { serialNumber, code })} />;
  }
  return (
    <KeyCheck
      beside={look.beside}
      begin={() => post<PublicKeyCredentialRequestOptionsJSON>(`${route}/key/options`, { serialNumber })}
      finish={credential => prove('/key', { credential })}
    />
  );
}

import type { DeviceKind } from '../api-types.ts';

export type IconName = DeviceKind | 'resync';

const shapes: Record<IconName, string> = {
  virtual:
    'M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm0 3v12h10V5zm4 14v1h2v-1z',
  resync:
    'M12 4a8 8 0 0 1 7 4.200V5h2v7h-7v-2h3.700A6 6 0 0 0 6.100 11H4.100A8 8 0 0 1 12 4zM3 12h7v2H6.300a6 6 0 0 0 11.600-1h2a8 8 0 0 1-14.900 2.800V19H3z',
  fido: 'M8.500 6a6 6 0 0 1 5.700 4H22v4h-2v3h-4v-3h-1.800A6 6 0 1 1 8.500 6zm0 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  hardware:
    'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zm1 4v4h9V9zm13 1a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
};

export function DeviceIcon({ kind }: { kind: IconName }) {
  return (
    <svg class="device-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fill="currentColor" fill-rule="evenodd" d={shapes[kind]} />
    </svg>
  );
}

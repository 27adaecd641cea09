import { useEffect, useState } from 'preact/hooks';
import * as say from '../messages.ts';

/** Drawn in the browser: a secret must not travel to whoever draws pictures. */
export function QrCode({ text }: { text: string }) {
  const [rows, setRows] = useState<boolean[][]>();
  useEffect(() => {
    // A chunk of its own: only this step of the wizard needs it.
    import('uqr').then(({ encode }) => setRows(encode(text, { ecc: 'M', border: 4 }).data));
  }, [text]);
  if (!rows) return <div class="qr" />;
  const modules = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg class="qr" role="img" aria-label={say.qrLabel} viewBox={`0 0 ${rows.length} ${rows.length}`}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={modules.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

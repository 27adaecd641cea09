import { useId } from 'preact/hooks';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** How far an upload is. What changes at every packet is for the eye alone; that the gateway reads is announced. */
export function UploadProgress({ file, sent }: { file: File; sent: number }) {
  const id = useId();
  const done = sent >= file.size;
  return (
    <div class="upload">
      <label for={id}>{fill(say.uploading, { file: file.name })}</label>
      <progress id={id} max={Math.max(1, file.size)} {...(done ? {} : { value: sent })} />
      <p class="hint">
        {!done && (
          <span aria-hidden="true">
            {fill(say.uploadedOf, {
              sent: sizeInWords(Math.min(sent, file.size)),
              size: sizeInWords(file.size),
            })}
          </span>
        )}
        <output>{done && say.reading}</output>
      </p>
    </div>
  );
}

function sizeInWords(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? ['kilobyte', bytes / 1e3] : ['megabyte', bytes / 1e6];
  return size.toLocaleString(document.documentElement.lang, {
    style: 'unit',
    unit,
    maximumFractionDigits: size < 10 ? 1 : 0,
  });
}

import { useContext, useId } from 'preact/hooks';
import { WrongFields } from './form.tsx';

interface Props {
  name: string;
  label: string;
  hint: string;
  wrong: string;
  accept: string;
  onChoose: (file: File | undefined) => void;
}

export function FileField({ name, label, hint, wrong, accept, onChoose }: Props) {
  const id = useId();
  const error = useContext(WrongFields)[name];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="box file">
        <input
          id={id}
          name={name}
          type="file"
          accept={accept}
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-${error ? 'wrong' : 'hint'}`}
          data-wrong={wrong}
          onChange={event => onChoose(event.currentTarget.files?.[0])}
        />
      </div>
      {error ? (
        <p class="field-wrong" id={`${id}-wrong`}>
          {error}
        </p>
      ) : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

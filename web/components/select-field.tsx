import { useId } from 'preact/hooks';

interface Props<Value extends string> {
  name: string;
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ name, label, options, value, onChange }: Props<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="box">
        <select
          id={id}
          name={name}
          value={value}
          onChange={event => {
            const chosen = options.find(option => option.value === event.currentTarget.value);
            // Until its owner takes the choice, it shows the one before.
            event.currentTarget.value = value;
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

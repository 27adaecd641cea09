import { DeviceIcon, type IconName } from './device-icon.tsx';

interface Option<Value extends string> {
  value: Value;
  label: string;
  hint: string;
  icon?: IconName;
}

interface Props<Value extends string> {
  name: string;
  legend: string;
  options: readonly Option<Value>[];
  chosen: Value | undefined;
  onChoose: (value: Value) => void;
  sideBySide?: boolean;
}

/** One of a few, each with a sentence about it. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { name, legend, options, chosen, onChoose, sideBySide = false } = props;
  return (
    <fieldset class={sideBySide ? 'choices side-by-side' : 'choices'}>
      <legend>{legend}</legend>
      {options.map(({ value, label, hint, icon }) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {icon && <DeviceIcon kind={icon} />}
          <span>
            <strong>{label}</strong>
            <small>{hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

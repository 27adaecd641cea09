import * as say from '../messages.ts';

/** A sally port from the front: an arched gate, and through it the second door. */
export function Mark() {
  return (
    <span class="mark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path
          fill="currentColor"
          fill-rule="evenodd"
          d="M3 30V15a13 13 0 0 1 26 0v15h-4.500V16a8.500 8.500 0 0 0-17 0v14zm8 0V17.500a5 5 0 0 1 10 0V30zm5-10.500a1.500 1.500 0 0 0-.9 2.700l-.6 3.300h3l-.6-3.300a1.500 1.500 0 0 0-.9-2.700z"
        />
      </svg>
      {say.product}
    </span>
  );
}

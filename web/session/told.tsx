import { useEffect, useState } from 'preact/hooks';

let listener: ((sentence: string) => void) | undefined;

/** Says that something was done, without taking the focus. */
export const tell = (sentence: string): void => listener?.(sentence);

export function Told() {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    listener = setSentence;
  }, []);
  useEffect(() => {
    if (!sentence) return;
    const timer = setTimeout(() => setSentence(''), 8000);
    return () => clearTimeout(timer);
  }, [sentence]);
  return <output class="told">{sentence && <span>{sentence}</span>}</output>;
}

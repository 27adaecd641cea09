import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api.ts';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import { useRefresh } from './stale.ts';

export interface Loaded<T> {
  data: T | undefined;
  problem: string;
  /** The person's permissions do not allow to see it: asking again would change nothing. */
  denied: boolean;
  reload: () => Promise<void>;
}

/** Keeps showing the old data while new data is on its way: no flicker after a small change. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState('');
  const [denied, setDenied] = useState(false);
  async function reload() {
    try {
      setData(await load());
      setProblem('');
    } catch (error) {
      setData(undefined);
      setDenied(isDenied(error));
      setProblem(error instanceof Withdrawn ? say.confirmationNeeded : sentenceOf(error));
    }
  }
  useEffect(() => {
    void reload();
  }, []);
  useRefresh(reload);
  return { data, problem, denied, reload };
}

export const isDenied = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'ACCESS_DENIED';

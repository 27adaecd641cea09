import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import { useRefresh } from './stale.ts';

export interface Loaded<T> {
  data: T | undefined;
  problem: string;
  reload: () => Promise<void>;
}

/** Keeps showing the old data while new data is on its way: no flicker after a small change. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState('');
  async function reload() {
    try {
      setData(await load());
      setProblem('');
    } catch (error) {
      setData(undefined);
      setProblem(error instanceof Withdrawn ? say.confirmationNeeded : sentenceOf(error));
    }
  }
  useEffect(() => {
    void reload();
  }, []);
  useRefresh(reload);
  return { data, problem, reload };
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import type { Loaded } from './loaded.ts';

interface Page {
  IsTruncated: boolean;
  Marker?: string | undefined;
}

export interface Paged<P> extends Loaded<P[]> {
  /** Absent when everything is here. */
  more: (() => Promise<void>) | undefined;
}

/** A list that comes in pages. It starts anew when `wanted` changes, and an answer to what was wanted before is dropped. */
export function usePaged<P extends Page>(
  load: (marker: string | undefined) => Promise<P>,
  wanted = '',
): Paged<P> {
  const [data, setData] = useState<P[]>();
  const [problem, setProblem] = useState('');
  const newest = useRef(0);

  async function show(gather: () => Promise<P[]>) {
    newest.current += 1;
    const turn = newest.current;
    try {
      const pages = await gather();
      if (turn !== newest.current) return;
      setData(pages);
      setProblem('');
    } catch (error) {
      if (turn !== newest.current) return;
      setData(undefined);
      setProblem(error instanceof Withdrawn ? say.confirmationNeeded : sentenceOf(error));
    }
  }

  /** As many pages as were shown, so that a small change does not take away what a person scrolled to. */
  async function gather(count: number): Promise<P[]> {
    const pages = [await load(undefined)];
    for (let last = pages[0]; pages.length < count && last?.Marker !== undefined; last = pages.at(-1))
      pages.push(await load(last.Marker));
    return pages;
  }

  useEffect(() => {
    void show(() => gather(1));
  }, [wanted]);

  const last = data?.at(-1);
  const marker = last?.IsTruncated ? last.Marker : undefined;
  return {
    data,
    problem,
    reload: () => show(() => gather(data?.length ?? 1)),
    more: marker === undefined ? undefined : () => show(async () => [...(data ?? []), await load(marker)]),
  };
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../components/form.tsx';
import * as say from '../messages.ts';
import { Withdrawn } from '../withdrawn.ts';
import { isDenied, type Loaded } from './loaded.ts';
import { useRefresh } from './stale.ts';

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
  const [denied, setDenied] = useState(false);
  /** What was asked last, and what is shown: they differ while an answer is on its way. */
  const asked = useRef(0);
  const shown = useRef(0);

  async function show(count: number) {
    asked.current += 1;
    const turn = asked.current;
    try {
      const pages = await gather(count);
      if (turn !== asked.current) return;
      setData(pages);
      setProblem('');
    } catch (error) {
      if (turn !== asked.current) return;
      fail(error);
    }
    shown.current = turn;
  }

  /** The page after those that are shown, unless they are about to be replaced. */
  async function more(before: P[], marker: string) {
    const turn = asked.current;
    if (shown.current !== turn) return;
    try {
      const page = await load(marker);
      if (turn === asked.current) setData([...before, page]);
    } catch (error) {
      if (turn === asked.current) fail(error);
    }
  }

  function fail(error: unknown) {
    setData(undefined);
    setDenied(isDenied(error));
    setProblem(error instanceof Withdrawn ? say.confirmationNeeded : sentenceOf(error));
  }

  /** As many pages as were shown, so that a small change does not take away what a person scrolled to. */
  async function gather(count: number): Promise<P[]> {
    const pages = [await load(undefined)];
    for (let last = pages[0]; pages.length < count && last?.Marker !== undefined; last = pages.at(-1))
      pages.push(await load(last.Marker));
    return pages;
  }

  // Before anybody can press "Show more" on what is no longer wanted.
  useLayoutEffect(() => {
    void show(1);
  }, [wanted]);

  const reload = () => show(data?.length ?? 1);
  useRefresh(reload);

  const last = data?.at(-1);
  const marker = last?.IsTruncated ? last.Marker : undefined;
  return {
    data,
    problem,
    denied,
    reload,
    more: data === undefined || marker === undefined ? undefined : () => more(data, marker),
  };
}

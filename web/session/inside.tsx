import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import type { Session } from '../api-types.ts';
import { Door } from '../components/door.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { elsewhere } from './act.ts';
import { StepUp } from './step-up.tsx';
import { Told } from './told.tsx';
import { type InsidePage, TopBar } from './top-bar.tsx';

interface Props {
  page: InsidePage;
  children: (session: Session, refresh: () => Promise<void>) => ComponentChildren;
}

/** The frame of every page behind the sign-in. */
export function Inside({ page, children }: Props) {
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState('');
  async function refresh() {
    try {
      setSession(await get<Session>('/api/session').catch(elsewhere));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }
  useEffect(() => {
    void refresh();
  }, []);

  if (!session) {
    return <Door>{problem ? <Notice tone="wrong">{problem}</Notice> : <Loading />}</Door>;
  }
  return (
    <>
      <a class="skip" href="#content">
        {say.skipToContent}
      </a>
      <TopBar session={session} page={page} />
      <main id="content" class="inside">
        {children(session, refresh)}
      </main>
      <Told />
      <StepUp name={session.person.name} recovered={session.level === 'recovered'} onProved={refresh} />
    </>
  );
}

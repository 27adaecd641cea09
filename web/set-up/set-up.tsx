import { useEffect, useState } from 'preact/hooks';
import { get, Problem, post } from '../api.ts';
import { Door } from '../components/door.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { leaveFor } from '../page.tsx';
import { AccountForm } from './account-form.tsx';

type Link = 'unknown' | 'good' | 'bad';

/** A damaged link is as useless as one that was used. */
const USELESS = ['SET_UP_LINK_INVALID', 'VALIDATION_ERROR'];

export function SetUp({ token }: { token: string }) {
  const [link, setLink] = useState<Link>('unknown');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    // Whoever is signed in has no use for a link; the link may be the one that made the account.
    const useless = () =>
      get('/api/session').then(
        () => leaveFor('/credentials'),
        () => setLink('bad'),
      );
    if (!token) {
      void useless();
      return;
    }
    post('/api/set-up/check', { token }).then(
      () => setLink('good'),
      error => {
        if (error instanceof Problem && USELESS.includes(error.code)) void useless();
        else setProblem(sentenceOf(error));
      },
    );
  }, [token]);

  return (
    <Door>
      {problem && <Notice tone="wrong">{problem}</Notice>}
      {!problem && link === 'unknown' && <Loading />}
      {link === 'bad' && (
        <>
          <Heading quiet>{say.linkTitle}</Heading>
          <p>{say.linkInvalid}</p>
          <p class="hint">{say.linkHint}</p>
          <p>
            <a href="/sign-in">{say.toSignIn}</a>
          </p>
        </>
      )}
      {link === 'good' && <AccountForm token={token} />}
    </Door>
  );
}

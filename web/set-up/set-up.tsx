import { useEffect, useState } from 'preact/hooks';
import { Problem, post } from '../api.ts';
import { Door } from '../components/door.tsx';
import { sentenceOf } from '../components/form.tsx';
import { Heading } from '../components/heading.tsx';
import { Loading } from '../components/loading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { AccountForm } from './account-form.tsx';

type Link = 'unknown' | 'good' | 'bad';

export function SetUp({ token }: { token: string }) {
  const [link, setLink] = useState<Link>(token ? 'unknown' : 'bad');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    if (!token) return;
    post('/api/set-up/check', { token }).then(
      () => setLink('good'),
      error => {
        if (error instanceof Problem && error.code === 'SET_UP_LINK_INVALID') setLink('bad');
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

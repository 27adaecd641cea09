import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../components/loading.tsx';
import { Mark } from '../components/mark.tsx';
import { Notice } from '../components/notice.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages-docs.ts';
import { Action } from './action.tsx';
import { Contents } from './contents.tsx';
import { Overview } from './overview.tsx';
import { loadReference, type Reference } from './reference.ts';

/** The action that the address names, also as `#Action=ResyncMFADevice` (row S4-01); nothing is the list of all. */
const named = () => location.hash.slice(1).replace(/^(Action=|actions$)/, '');

/** For everybody, signed in or not: what it is made from is public, too. */
export function Docs() {
  const [reference, setReference] = useState<Reference>();
  const [failed, setFailed] = useState(false);
  const [name, setName] = useState(named);
  const [arrived, setArrived] = useState(true);
  useEffect(() => {
    loadReference().then(setReference, () => setFailed(true));
    const follow = () => {
      setArrived(false);
      setName(named());
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const described = reference?.actions.find(({ operationId }) => operationId === name);
  const unknown = name !== '' && name !== 'start' && described === undefined;
  return (
    <>
      <header class="top-bar">
        <Mark />
        <nav>
          <a href="/">{say.home}</a>
          <a href="/help">{say.help}</a>
        </nav>
      </header>
      {reference ? (
        <main class={name ? 'docs chosen' : 'docs'}>
          <Contents actions={reference.actions} chosen={name} />
          <div class="shown">
            <a class="back" href="#actions">
              {say.allActions}
            </a>
            {unknown && <Notice tone="warning">{fill(say.noSuchAction, { name: name.slice(0, 64) })}</Notice>}
            {described ? (
              <Action described={described} quiet={arrived} />
            ) : (
              <Overview reference={reference} quiet={arrived} />
            )}
          </div>
        </main>
      ) : (
        <main class="docs">{failed ? <Notice tone="wrong">{say.failed}</Notice> : <Loading />}</main>
      )}
    </>
  );
}

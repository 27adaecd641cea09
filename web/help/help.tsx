import { useEffect } from 'preact/hooks';
import { Heading } from '../components/heading.tsx';
import { Mark } from '../components/mark.tsx';
import * as say from '../messages-help.ts';
import { Topic } from './topic.tsx';

/** For everybody, signed in or not: whoever cannot sign in needs it most. */
export function Help() {
  // The browser looked for the topic before it was there.
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <>
      <header class="top-bar">
        <Mark />
        <nav>
          <a href="/">{say.helpHome}</a>
        </nav>
      </header>
      <main class="help">
        <Heading quiet>{say.helpTitle}</Heading>
        <p>{say.helpIntro}</p>
        <nav aria-label={say.helpTopics}>
          <ul>
            {say.topics.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        {say.topics.map(topic => (
          <Topic key={topic.id} {...topic} />
        ))}
      </main>
    </>
  );
}

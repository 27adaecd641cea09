import type { ComponentChildren } from 'preact';
import type { Session } from '../api-types.ts';
import { Heading } from '../components/heading.tsx';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';

interface Props {
  person: Session['person'];
  title: string;
  children: ComponentChildren;
}

/** For the eye alone: who may do what, the gateway decides at each action. */
export function AdministratorsOnly({ person, title, children }: Props) {
  if (person.administrator) return <>{children}</>;
  return (
    <>
      <Heading quiet>{title}</Heading>
      <Notice tone="info">{say.administratorsOnly}</Notice>
    </>
  );
}

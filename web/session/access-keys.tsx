import { useState } from 'preact/hooks';
import type { AccessKey, NewAccessKey } from '../api-types.ts';
import { AccessKeyRow } from '../components/access-key-row.tsx';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { NewAccessKeyDialog } from '../components/new-access-key.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from './act.ts';
import { useLoaded } from './loaded.ts';
import { tell } from './told.tsx';

/** One in use, and the one that replaces it. */
const MOST = 2;

interface Props {
  /** Whose keys they are, unless one's own. */
  userName?: string;
  intro: string;
  createBody?: string;
  /** Why no new one is made here. */
  noNew?: string;
  /** Those that there are can be deleted, and that is all. */
  closed?: boolean;
}

type Open = { task: 'create' } | { task: 'switch' | 'delete'; of: AccessKey };

export function AccessKeys({ userName: UserName, intro, createBody = '', noNew, closed = false }: Props) {
  const keys = useLoaded(async () => (await act('ListAccessKeys', { UserName })).AccessKeyMetadata);
  const [open, setOpen] = useState<Open>();
  const [made, setMade] = useState<NewAccessKey>();
  const close = () => setOpen(undefined);
  const mayAdd = !closed && !noNew && keys.data && keys.data.length < MOST;

  async function create() {
    const { AccessKey } = await act('CreateAccessKey', { UserName });
    close();
    setMade(AccessKey);
    await keys.reload();
  }

  async function change(run: Promise<unknown>, done: string, id: string) {
    await run;
    await keys.reload();
    tell(fill(done, { id }));
    close();
  }

  return (
    <Section
      title={say.accessKeys}
      intro={intro}
      actions={mayAdd && <Button onClick={() => setOpen({ task: 'create' })}>{say.createAccessKey}</Button>}
    >
      <Content of={keys}>
        {list => (
          <>
            {list.length === 0 ? (
              <p class="empty">{say.noAccessKeys}</p>
            ) : (
              <ul class="rows">
                {list.map(key => (
                  <AccessKeyRow
                    key={key.AccessKeyId}
                    accessKey={key}
                    onSwitch={closed ? undefined : () => setOpen({ task: 'switch', of: key })}
                    onDelete={() => setOpen({ task: 'delete', of: key })}
                  />
                ))}
              </ul>
            )}
            {!closed && (noNew || list.length >= MOST) && <p class="hint">{noNew || say.accessKeysFull}</p>}
          </>
        )}
      </Content>
      {open?.task === 'create' && (
        <Confirm title={say.createAccessKey} submit={say.createAccessKey} onClose={close} action={create}>
          <p>{createBody}</p>
        </Confirm>
      )}
      {open?.task === 'switch' && <Switch of={open.of} change={change} {...{ UserName }} onClose={close} />}
      {open?.task === 'delete' && (
        <Confirm
          danger
          title={fill(say.deleteTitle, { name: open.of.AccessKeyId })}
          submit={say.delete_}
          onClose={close}
          action={() => {
            const { AccessKeyId } = open.of;
            return change(
              act('DeleteAccessKey', { UserName, AccessKeyId }),
              say.accessKeyDeleted,
              AccessKeyId,
            );
          }}
        >
          <p>{say.deleteAccessKeyBody}</p>
        </Confirm>
      )}
      {made && <NewAccessKeyDialog made={made} onClose={() => setMade(undefined)} />}
    </Section>
  );
}

interface SwitchProps {
  of: AccessKey;
  UserName: string | undefined;
  change: (run: Promise<unknown>, done: string, id: string) => Promise<void>;
  onClose: () => void;
}

function Switch({ of: { AccessKeyId, Status }, UserName, change, onClose }: SwitchProps) {
  const active = Status === 'Active';
  return (
    <Confirm
      danger={active}
      title={fill(active ? say.deactivateTitle : say.activateAccessKeyTitle, { name: AccessKeyId })}
      submit={active ? say.deactivate : say.activate}
      onClose={onClose}
      action={() =>
        change(
          act('UpdateAccessKey', { UserName, AccessKeyId, Status: active ? 'Inactive' : 'Active' }),
          active ? say.accessKeyDeactivated : say.accessKeyActivated,
          AccessKeyId,
        )
      }
    >
      <p>{active ? say.deactivateAccessKeyBody : say.activateAccessKeyBody}</p>
    </Confirm>
  );
}

import { Confirm } from '../components/confirm.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { tell } from '../session/told.tsx';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const MANAGE_OWN = 'arn:aws:iam::aws:policy/ManageOwnMFA';

export type Change =
  | 'require'
  | 'stopRequiring'
  | 'grant'
  | 'revoke'
  | 'manageOwn'
  | 'stopManagingOwn'
  | 'disable'
  | 'enable';

interface Question {
  title: string;
  body: string;
  submit: string;
  done: string;
  danger?: true;
  run: (UserName: string) => Promise<unknown>;
}

/** What is changed about a user with one yes. */
const questions: Record<Change, Question> = {
  require: {
    title: say.requireMfaTitle,
    body: say.requireMfaBody,
    submit: say.requireMfa,
    done: say.mfaIsRequired,
    run: UserName => act('SetUserMFARequirement', { UserName, Required: true }),
  },
  stopRequiring: {
    title: say.stopRequiringTitle,
    body: say.stopRequiringBody,
    submit: say.stopRequiring,
    done: say.mfaNotRequired,
    run: UserName => act('SetUserMFARequirement', { UserName, Required: false }),
  },
  grant: {
    title: say.grantTitle,
    body: say.grantBody,
    submit: say.attach,
    done: say.granted,
    run: UserName => act('AttachUserPolicy', { UserName, PolicyArn: ADMINISTRATOR }),
  },
  revoke: {
    title: say.revokeTitle,
    body: say.revokeBody,
    submit: say.detach,
    done: say.revoked,
    danger: true,
    run: UserName => act('DetachUserPolicy', { UserName, PolicyArn: ADMINISTRATOR }),
  },
  manageOwn: {
    title: say.manageOwnTitle,
    body: say.manageOwnBody,
    submit: say.attach,
    done: say.manageOwnDone,
    run: UserName => act('AttachUserPolicy', { UserName, PolicyArn: MANAGE_OWN }),
  },
  stopManagingOwn: {
    title: say.manageOwnStopTitle,
    body: say.manageOwnStopBody,
    submit: say.detach,
    done: say.manageOwnStopped,
    danger: true,
    run: UserName => act('DetachUserPolicy', { UserName, PolicyArn: MANAGE_OWN }),
  },
  disable: {
    title: say.disableTitle,
    body: say.disableBody,
    submit: say.disable,
    done: say.userDisabled,
    danger: true,
    run: UserName => act('DisableUser', { UserName }),
  },
  enable: {
    title: say.enableTitle,
    body: say.enableBody,
    submit: say.enable,
    done: say.userEnabled,
    run: UserName => act('EnableUser', { UserName }),
  },
};

interface Props {
  change: Change;
  userName: string;
  onDone: () => Promise<void>;
  onClose: () => void;
}

export function UserChange({ change, userName, onDone, onClose }: Props) {
  const { title, body, submit, done, danger = false, run } = questions[change];
  const named = (message: string) => fill(message, { name: userName });
  return (
    <Confirm
      danger={danger}
      title={named(title)}
      submit={submit}
      onClose={onClose}
      action={async () => {
        await run(userName);
        await onDone();
        tell(named(done));
        onClose();
      }}
    >
      <p>{named(body)}</p>
    </Confirm>
  );
}

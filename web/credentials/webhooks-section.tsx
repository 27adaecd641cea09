import { useState } from 'preact/hooks';
import type { Webhook } from '../api-types.ts';
import { Button } from '../components/button.tsx';
import { Confirm } from '../components/confirm.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Content, Section } from '../components/section.tsx';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { act } from '../session/act.ts';
import { useLoaded } from '../session/loaded.ts';
import { tell } from '../session/told.tsx';

type Open = { task: 'create' } | { task: 'rotate' | 'delete'; of: Webhook };

/** Programs of the owner that are told what people are told. */
export function WebhooksSection() {
  const webhooks = useLoaded(async () => (await act('ListWebhooks', {})).Webhooks);
  const [open, setOpen] = useState<Open>();
  const [secret, setSecret] = useState('');
  const close = () => setOpen(undefined);
  const show = async (made: string) => {
    close();
    setSecret(made);
    await webhooks.reload();
  };
  return (
    <Section
      title={say.webhooks}
      intro={say.webhooksIntro}
      actions={<Button onClick={() => setOpen({ task: 'create' })}>{say.addWebhook}</Button>}
    >
      <Content of={webhooks}>
        {list =>
          list.length === 0 ? (
            <p class="empty">{say.noWebhooks}</p>
          ) : (
            <ul class="rows">
              {list.map(one => (
                <li class="row" key={one.WebhookId}>
                  <h3 class="mono">{one.Url}</h3>
                  <div class="row-actions">
                    <Button
                      look="quiet"
                      label={fill(say.taskOn, { task: say.rotateSecret, name: one.Url })}
                      onClick={() => setOpen({ task: 'rotate', of: one })}
                    >
                      {say.rotateSecret}
                    </Button>
                    <Button
                      look="quiet"
                      label={fill(say.taskOn, { task: say.delete_, name: one.Url })}
                      onClick={() => setOpen({ task: 'delete', of: one })}
                    >
                      {say.delete_}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Content>
      {open?.task === 'create' && (
        <Confirm
          title={say.addWebhook}
          submit={say.addWebhook}
          blame="Url"
          onClose={close}
          action={async ({ Url = '' }) => show((await act('CreateWebhook', { Url: Url.trim() })).Secret)}
        >
          <Field
            name="Url"
            label={say.webhookUrl}
            hint={say.webhookUrlHint}
            wrong={say.webhookUrlNeeded}
            pattern="\s*https?://\S+\s*"
            maxLength={2048}
            autocomplete="off"
            focus
          />
        </Confirm>
      )}
      {open?.task === 'rotate' && (
        <Confirm
          title={say.rotateSecretTitle}
          submit={say.rotateSecret}
          onClose={close}
          action={async () =>
            show((await act('RotateWebhookSecret', { WebhookId: open.of.WebhookId })).Secret)
          }
        >
          <p>{fill(say.rotateSecretBody, { url: open.of.Url })}</p>
        </Confirm>
      )}
      {open?.task === 'delete' && (
        <Confirm
          danger
          title={say.deleteWebhookTitle}
          submit={say.delete_}
          onClose={close}
          action={async () => {
            await act('DeleteWebhook', { WebhookId: open.of.WebhookId });
            await webhooks.reload();
            tell(say.webhookDeleted);
            close();
          }}
        >
          <p>{fill(say.deleteWebhookBody, { url: open.of.Url })}</p>
        </Confirm>
      )}
      {secret && (
        <Dialog title={say.webhookSecretTitle}>
          <Notice tone="warning">{say.webhookSecretOnce}</Notice>
          <p class="copyable">
            <code data-webhook-secret>{secret}</code>
            <CopyButton text={secret} label={say.copyWebhookSecret} />
          </p>
          <div class="buttons">
            <Button look="primary" onClick={() => setSecret('')}>
              {say.haveCopied}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

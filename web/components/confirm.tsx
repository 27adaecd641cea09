import type { ComponentChildren } from 'preact';
import * as say from '../messages.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';

interface Props {
  title: string;
  submit: string;
  action: (values: Record<string, string>) => Promise<unknown>;
  onClose: () => void;
  danger?: boolean;
  blame?: string;
  children: ComponentChildren;
}

/** A dialog with one form: a question, or a few fields, and a way out. */
export function Confirm({ title, onClose, children, ...form }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        {...form}
        beside={
          <Button look="quiet" onClick={onClose}>
            {say.cancel}
          </Button>
        }
      >
        {children}
      </Form>
    </Dialog>
  );
}

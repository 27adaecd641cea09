import type { Session } from '../api-types.ts';
import { Notice } from '../components/notice.tsx';
import * as say from '../messages.ts';
import { ProveNow } from './prove-now.tsx';

export function MustBanner({ must }: { must: Session['must'] }) {
  if (must === 'enrol') {
    return (
      <Notice tone="warning" title={say.mustEnrolTitle}>
        {say.mustEnrol}
      </Notice>
    );
  }
  if (must === 'step-up') {
    return (
      <Notice tone="warning" title={say.mustStepUpTitle}>
        {say.mustStepUp} <ProveNow />
      </Notice>
    );
  }
  return null;
}

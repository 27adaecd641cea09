import * as say from '../messages.ts';

export function Loading() {
  return <output class="loading" aria-label={say.loading} />;
}

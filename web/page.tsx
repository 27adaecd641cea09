import { type ComponentChild, render } from 'preact';

export function show(page: ComponentChild): void {
  const root = document.getElementById('page');
  if (root) render(page, root);
}

/** Goes elsewhere. Never settles, so that a form stays busy until the browser has left the page. */
export function leaveFor(address: string): Promise<never> {
  location.assign(address);
  return new Promise(() => {});
}

import type { OfferedDevice } from '../api-types.ts';
import { remembered, type Who } from './remembered.ts';

/** Where the person is. Kept in the browser's history, so that its back button works; holds no secret. */
export type Stage =
  | { at: 'who'; who?: Who }
  /** The main page, whoever is remembered. */
  | { at: 'who'; anybody: true; as?: Who['as'] | undefined }
  | { at: 'password'; who: Who }
  | { at: 'devices'; who?: Who; devices: OfferedDevice[] }
  | { at: 'device'; who?: Who; devices: OfferedDevice[]; device: OfferedDevice }
  | {
      at: 'troubleshoot';
      who?: Who;
      devices: OfferedDevice[];
      device?: OfferedDevice;
      /** That is what was asked for already. */
      resync?: boolean;
    }
  | { at: 'new-password'; who?: Who };

export const stageInHistory = (): Stage => (history.state as Stage | null) ?? stageInAddress();

export const whoOf = (stage: Stage): Who | undefined => ('who' in stage ? stage.who : undefined);

/** The page of an account, with the name of its user who signed in here last. Nobody is asked whether there is one. */
export function pageOf(account: string): Stage {
  const last = remembered().who;
  const userName = last?.as === 'user' && last.account === account ? last.userName : '';
  return { at: 'who', who: { as: 'user', account, userName } };
}

/** The page of an account has an address of its own, to be kept or handed out: /sign-in?account=... */
export function stageInAddress(): Stage {
  const account = new URLSearchParams(location.search).get('account');
  return account ? pageOf(account) : { at: 'who' };
}

/** The steps behind the first page stay where it was; what else the address says (return_to) is kept. */
export function addressOf(stage: Stage): string {
  const address = new URL(location.href);
  if (stage.at !== 'who') return address.href;
  const who = whoOf(stage);
  address.searchParams.delete('account');
  if (who?.as === 'user' && who.account) address.searchParams.set('account', who.account);
  return address.href;
}

import type { OfferedDevice } from '../api-types.ts';
import type { Who } from './remembered.ts';

/** Where the person is. Kept in the browser's history, so that its back button works; holds no secret. */
export type Stage =
  | { at: 'who'; who?: Who; anybody?: true }
  | { at: 'password'; who: Who }
  | { at: 'devices'; who?: Who; devices: OfferedDevice[] }
  | { at: 'device'; who?: Who; devices: OfferedDevice[]; device: OfferedDevice }
  | { at: 'troubleshoot'; who?: Who; devices: OfferedDevice[]; device?: OfferedDevice }
  | { at: 'new-password'; who?: Who };

export const stageInHistory = (): Stage => (history.state as Stage | null) ?? { at: 'who' };

export const whoOf = (stage: Stage): Who | undefined => stage.who;

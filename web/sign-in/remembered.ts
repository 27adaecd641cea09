/** Who signed in here last, and with which device. Names only: the cookie opens no door. */
export type Who = { as: 'owner'; email: string } | { as: 'user'; account?: string; userName: string };
export interface Remembered {
  who?: Who;
  device?: string;
}

const NAME = 'sallyport-last';
const YEAR = 31_536_000;

export function remembered(): Remembered {
  const value = document.cookie.split('; ').find(cookie => cookie.startsWith(`${NAME}=`));
  try {
    const read: unknown = JSON.parse(decodeURIComponent(value?.slice(NAME.length + 1) ?? ''));
    return isRemembered(read) ? read : {};
  } catch {
    return {};
  }
}

export function remember(last: Remembered): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we serve
  document.cookie = `${NAME}=${encodeURIComponent(JSON.stringify(last))}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}

/** Anyone can write this cookie by hand, so its shape is checked before a page is built on it. */
function isRemembered(read: unknown): read is Remembered {
  if (typeof read !== 'object' || read === null) return false;
  const { who } = read as { who?: Record<string, unknown> };
  if (who === undefined) return true;
  return typeof (who.as === 'owner' ? who.email : who.userName) === 'string';
}

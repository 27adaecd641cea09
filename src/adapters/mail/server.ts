/** Where mails are handed over: what `SMTP_URL` says. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `start`: TLS from the first byte (smtps). `upgrade`: STARTTLS, or nothing is sent. `none`: in the clear. */
  readonly tls: 'start' | 'upgrade' | 'none';
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
}

/**
 * `smtps://user:password@host:465` or `smtp://user:password@host:587`. The second insists on STARTTLS: TLS that a
 * stranger on the way can talk a client out of protects nothing (RFC 8314 section 3). A server on this machine is
 * spoken to in the clear; `?tls=never` does so with one elsewhere, `?tls=required` forbids it here.
 */
export function parseMailServer(text: string): MailServer | undefined {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol)) return undefined;
  if (url.hostname === '' || url.hash !== '' || !/^\/?$/.test(url.pathname)) return undefined;
  const [asked, ...others] = [...url.searchParams];
  if (others.length > 0 || (asked !== undefined && asked[0] !== 'tls')) return undefined;
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined || (user === '') !== (password === '')) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tls = tlsOf(url.protocol, host, asked?.[1]);
  if (tls === undefined) return undefined;
  return {
    host,
    port: Number(url.port) || { start: 465, upgrade: 587, none: 25 }[tls],
    tls,
    credentials: user === '' ? undefined : { user, password },
  };
}

function tlsOf(protocol: string, host: string, asked: string | undefined): MailServer['tls'] | undefined {
  if (protocol === 'smtps:') return asked === undefined || asked === 'required' ? 'start' : undefined;
  if (asked === 'required') return 'upgrade';
  if (asked === 'never') return 'none';
  if (asked !== undefined) return undefined;
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host) ? 'none' : 'upgrade';
}

/** Control characters in credentials would end one command and begin another. */
function decoded(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return /\p{C}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What every answer carries, errors included (ASVS 3.4). Computed once: header objects are the hot path's main cost. */
export function securityHeaders(origin: string): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(origin.startsWith('https:') && {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    }),
  };
}

/** Pages may load their own scripts and styles and talk to their own origin, nothing inline, nothing foreign. */
export function pageHeaders(origin: string): Record<string, string> {
  return {
    ...securityHeaders(origin),
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
  };
}

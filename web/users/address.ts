/** Where the page of one user is. */
export const addressOf = (userName: string): string => `/user?name=${encodeURIComponent(userName)}`;

/** Which user the address names. */
export const namedUser = (): string => new URLSearchParams(location.search).get('name') ?? '';

const KEY = 'sallyport-lost';

/** Which device does not work, from the sign-in page to the page of the way back. A name only, for this tab alone. */
export function noteLost(serialNumber: string | undefined): void {
  if (serialNumber) sessionStorage.setItem(KEY, serialNumber);
  else sessionStorage.removeItem(KEY);
}

export const lostDevice = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

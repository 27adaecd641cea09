/** What opens an encrypted PSKC file. */
export interface InventoryKeys {
  readonly preSharedKey?: Uint8Array;
  readonly password?: string;
}

/** Whether anything was given that opens a file. */
export function opens({ preSharedKey, password }: InventoryKeys): boolean {
  return preSharedKey !== undefined || password !== undefined;
}

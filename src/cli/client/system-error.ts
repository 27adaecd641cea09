/** `ENOENT` and the like. Anything that is not the system's refusal is a bug, and goes on as one. */
export function systemErrorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

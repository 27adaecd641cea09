/** Puts values into a message: `fill('Delete {name}?', { name: 'Phone' })`. */
export const fill = (message: string, values: Record<string, string | number>): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

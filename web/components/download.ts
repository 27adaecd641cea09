/**
 * A file that is made on the page: what it holds does not travel again. Browsers add an ending to a name without one
 * where they know the type: `application/octet-stream` keeps it as it is.
 */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

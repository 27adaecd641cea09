import { readFileSync } from 'node:fs';

/** The policies that the vendor's pages about resync (000) and hardware tokens (002) print. They lie beside the project. */
const FOLDER = new URL('../../../shared/reference/seeds/', import.meta.url);

/** The policy of a page, as it stands there: from the brace that begins a line to the one that ends it. */
function policyOn(page: string): string {
  const [document] = /^\{\r?\n[\s\S]*?^\}/m.exec(readFileSync(new URL(page, FOLDER), 'utf8')) ?? [];
  if (document === undefined) throw new Error(`There is no policy in ${page}.`);
  return document;
}

export const POLICY_1 = policyOn('000_3b266551a6f8f96d.txt');
export const POLICY_2 = policyOn('002_99f368cb9864fc4c.txt');

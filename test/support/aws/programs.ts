import { AwsCli } from './aws-cli.ts';
import { Boto3 } from './boto3.ts';
import { SdkJs } from './sdk-js.ts';

/** The three clients whose answers count. */
export async function startPrograms() {
  const [cli, boto3] = await Promise.all([AwsCli.start(), Boto3.start()]);
  const sdk = new SdkJs();
  const all = [cli, boto3, sdk] as const;
  return { cli, boto3, sdk, all, stop: () => Promise.all(all.map(program => program.stop())) };
}

/** `ResyncMFADevice` -> `resync-mfa-device`, by the two replacements that the AWS CLI makes (botocore's xform_name). */
export function kebabCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** The gateway's own rules (src/core/inputs.ts) as `pattern` attributes, so that all wrong fields show at once. */
export const EMAIL =
  "(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+\\-.]*[A-Za-z0-9_+\\-]@(?:[A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}";
/** E.164 with the spaces, brackets and dashes that people write. */
export const PHONE = '\\+[\\s\\(\\).\\/\\-]*[1-9](?:[\\s\\(\\).\\/\\-]*[0-9]){6,14}[\\s\\(\\).\\/\\-]*';
export const ALIAS = '\\s*(?!\\d{12}\\s*$)[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]\\s*';

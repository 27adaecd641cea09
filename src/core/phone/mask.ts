/** Country calling codes of one and two digits (ITU-T E.164); all others have three. */
const SHORT = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A number as it is shown to whoever knows it already: country code and the last two digits. */
export function maskedNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  const country = SHORT.exec(digits)?.[0] ?? digits.slice(0, 3);
  return `+${country} ••• ${digits.slice(-2)}`;
}

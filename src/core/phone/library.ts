export { parsePhoneNumberWithError } from 'libphonenumber-js/max';

/** What draws QR codes is loaded when the first device is made: idle memory is a promise. */
export const drawer = () => import('./png.ts');

import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/**
 * What the sign-in page shares with others goes into one file, because a dozen small ones compress worse (1.7 kB) and
 * are a dozen requests. A component that it does not load must not be listed here.
 */
const COMPONENTS =
  'button|choices|code-(check|field|pair)|device-(check|choice|icon)|door|field|form|heading|key-(ceremony|check)|loading|mark|new-password-field|notice|password-field|why-not';
const SHARED = new RegExp(
  `/web/(components/(${COMPONENTS})|api|fill|lost-device|page|return-to|who-forgot|withdrawn)\\.tsx?$|/node_modules/preact/`,
);

/** Static pages, one HTML file each; nothing inline, because the Content-Security-Policy allows nothing inline. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        'sign-in',
        'set-up',
        'credentials',
        'users',
        'user',
        'devices',
        'help',
        'docs',
        'outbox',
        'phone',
        'recover',
        'not-me',
        'reset-password',
        'confirm-address',
        'not-found',
      ].map(page => `${import.meta.dirname}/${page}.html`),
      output: { codeSplitting: { groups: [{ name: 'shared', test: SHARED }] } },
      // Messages are constants, written into the page that says them: otherwise each page would load the text of all.
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
    },
  },
});

import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

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
      input: ['sign-in', 'set-up', 'credentials', 'users', 'user', 'devices', 'not-found'].map(
        page => `${import.meta.dirname}/${page}.html`,
      ),
      // Messages are constants, written into the page that says them: otherwise each page would load the text of all.
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
    },
  },
});

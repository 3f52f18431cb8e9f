import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { builtFrom } from './tools/web/built-from.ts';
import { words } from './tools/web/words.ts';

// Our files only export; without this a page that takes one thing of a barrel loads all of it.
const ownSideEffects = [
  { test: /[\\/]src[\\/]app[\\/]web[\\/](main|service-worker)\.tsx?$/, sideEffects: true },
  { test: /[\\/]src[\\/].+\.tsx?$/, sideEffects: false },
  // It says that it has some, and so comes with every part of the library that is about it.
  { test: /[\\/]react-remove-scroll[\\/].+sidecar\.js$/, sideEffects: false },
];
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The two faces fetch all of their first load at once. Pages that come later find most of it there already: naming every
 * file of every page would make the first load longer than it saves. Styles must be there before their page shows.
 */
const preloaded = (_file: string, files: string[], { hostId }: { hostId: string }) =>
  /(^|\/)index(-[\w-]+)?\.(html|js)$/.test(hostId) ? files : files.filter((file) => file.endsWith('.css'));

/** The server that `npm run dev` has started beside the pages; it sees the address that the browser asked. */
const server = { target: process.env['KERVAN_SERVER'] ?? 'http://127.0.0.1:4000', changeOrigin: false };

// The browser app. `npm run dev` proxies what the server answers.
export default defineConfig({
  root: at('src/app/web'),
  publicDir: at('src/app/web/public'),
  server: { proxy: { '/api': server, '/geo': server } },
  define: { __KERVAN__: JSON.stringify(builtFrom()) },
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    modulePreload: { resolveDependencies: preloaded },
    rolldownOptions: { treeshake: { moduleSideEffects: ownSideEffects } },
  },
  plugins: [
    react(),
    words(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: null,
      registerType: 'prompt',
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,svg,wasm}'], maximumFileSizeToCacheInBytes: 5_000_000 },
      // Each face brings its own: what a phone installs must not say what it is.
      manifest: false,
    }),
  ],
});

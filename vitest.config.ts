import { defineConfig } from 'vitest/config';

// Five kinds of test: pure (.test.ts), real database (.pg.test.ts), parts in a DOM (.web.test.tsx), stories in a browser
// (.journey.ts), and what takes long (.long.test.ts).
export default defineConfig({
  test: {
    // Left alone, Vitest keeps one of two cores for itself, which only waits. Long tests take one file at a time all the same.
    maxWorkers: 2,
    // `isolate: false`: files of a kind share what they load, which was two fifths of their work; a file leaves nothing behind but what it puts right.
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{src,tests,tools}/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', '**/*.web.test.ts', '**/*.long.test.ts', '**/node_modules/**'],
          environment: 'node',
          isolate: false,
          // Patience for a machine that does other work too; no test measures time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['{src,tests}/**/*.pg.test.ts'],
          environment: 'node',
          isolate: false,
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['src/**/*.web.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['tests/support/dom.ts'],
          testTimeout: 60_000,
        },
      },
      // Stories in a real browser. Much of their time is waiting for what a page says next, so two files go at once.
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.journey.ts'],
          environment: 'node',
          globalSetup: ['tests/support/global-demo.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['{src,tests}/**/*.long.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
    passWithNoTests: false,
  },
});

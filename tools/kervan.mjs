#!/usr/bin/env node
// The command line: comes through the same door as the npm scripts, so that it too needs only Node and npm.
if (process.argv[2] !== 'start') process.argv.splice(2, 0, 'kervan');
await import('./bootstrap.mjs');

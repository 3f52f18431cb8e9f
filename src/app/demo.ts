import { defineModule } from '#foundation/module.ts';

/** The demonstration mission: what of it goes on behind the open doors. */
export const demo = defineModule({ name: 'demo', jobs: [{ name: 'demo.play-story' }] });

import { defineModule } from '#foundation/module.ts';
import { listViews, removeView, saveView, viewProblems } from './contract/views.ts';

/** Ways of looking at a list, kept under a name. */
export const views = defineModule({
  name: 'views',
  commands: [saveView, removeView],
  queries: [listViews],
  problems: [viewProblems],
  permissions: [{ name: 'views.share' }],
});

import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineProblems } from '#foundation/problem.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

export const viewProblems = defineProblems('views', {
  'view-absent': { status: 404 },
  'name-taken': { status: 409, constraints: ['saved_views_owner_page_name_key'] },
  'not-yours': { status: 403 },
  'may-not-share': { status: 403 },
  'too-many': { status: 409 },
});

/** The path of a page, without the part after the question mark. */
export const PagePath = z
  .string()
  .max(200)
  .regex(/^\/[A-Za-z0-9/_-]*$/);

/** Keeps a way of looking at a list under a name, for oneself or for all; the same id changes it. */
export const saveView = defineCommand({
  name: 'views.save-view',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({
    id: Id,
    page: PagePath,
    name: personal(z.string().trim().min(1).max(80)),
    // A filter may hold a name that somebody searched for.
    search: personal(z.string().max(2000)),
    shared: z.boolean().default(false),
  }),
});

/** Forgets a view: its owner, or for a shared one whoever may share. */
export const removeView = defineCommand({
  name: 'views.remove-view',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ id: Id }),
});

const View = z.strictObject({
  id: Id,
  page: PagePath,
  name: z.string(),
  search: z.string(),
  shared: z.boolean(),
  owner: z.string(),
  own: z.boolean(),
  changedAt: Instant,
  abilities: z.array(z.string()),
});
export type SavedView = z.infer<typeof View>;

/** One's own views and those shared with all, of one page or of all. */
export const listViews = defineQuery({
  name: 'views.list-views',
  scope: () => 'self',
  input: z.strictObject({ page: PagePath.optional(), text: z.string().max(100).optional() }),
  output: z.strictObject({ rows: z.array(View), mayShare: z.boolean() }),
});

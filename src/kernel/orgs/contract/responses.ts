import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Code, names, shownNames } from './shared.ts';

export const responseKinds = ['earthquake', 'flood', 'refugee', 'cross-border', 'other'] as const;
export const ResponseKind = z.enum(responseKinds);

const responseDescribed = {
  code: Code,
  kind: ResponseKind,
  ...names,
  startsOn: Day,
  note: z.string().trim().max(2000).optional(),
};

/** Opens a response: what the mission answers, and what sites, projects and roles belong to. */
export const openResponse = defineCommand({
  name: 'orgs.open-response',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ responseId: Id, ...responseDescribed }),
  scope: () => 'mission',
});
export const changeResponse = defineCommand({
  name: 'orgs.change-response',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ responseId: Id, version: z.int().min(1), ...responseDescribed }),
  scope: (input) => ({ kind: 'response', id: input.responseId }),
});
export const closeResponse = defineCommand({
  name: 'orgs.close-response',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ responseId: Id, endsOn: Day, reason: z.string().trim().min(1).max(500) }),
  scope: (input) => ({ kind: 'response', id: input.responseId }),
});

const projectDescribed = {
  code: Code,
  ...names,
  startsOn: Day,
  endsOn: Day.optional(),
  grants: z.array(Id).max(50).default([]),
};
export const createProject = defineCommand({
  name: 'orgs.create-project',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ projectId: Id, responseId: Id, ...projectDescribed }),
  scope: (input) => ({ kind: 'response', id: input.responseId }),
});
export const changeProject = defineCommand({
  name: 'orgs.change-project',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ projectId: Id, version: z.int().min(1), ...projectDescribed }),
  scope: (input) => ({ kind: 'project', id: input.projectId }),
});

export const ResponseRow = z.strictObject({
  id: Id,
  code: z.string(),
  kind: ResponseKind,
  ...shownNames,
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  status: z.enum(['open', 'closed']),
  projects: z.int(),
});
export const listResponses = defineQuery({
  name: 'orgs.list-responses',
  input: z.strictObject({ ...pageInput, search: z.string().max(100).optional(), status: z.enum(['open', 'closed']).optional() }),
  output: pageOf(ResponseRow),
  scope: () => 'any',
  columns: [
    { key: 'code', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'nameTr', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'kind', type: 'code' },
    { key: 'startsOn', type: 'date' },
    { key: 'endsOn', type: 'date' },
    { key: 'status', type: 'code' },
    { key: 'projects', type: 'number' },
  ],
});
export const getResponse = defineQuery({
  name: 'orgs.get-response',
  permission: 'orgs.list-responses',
  input: z.strictObject({ responseId: Id }),
  output: ResponseRow.extend({
    version: z.int(),
    note: z.string().nullable(),
    projectRows: z.array(
      z.strictObject({
        id: Id,
        code: z.string(),
        ...shownNames,
        startsOn: z.string(),
        endsOn: z.string().nullable(),
        version: z.int(),
        grants: z.array(z.strictObject({ id: Id, code: z.string(), title: z.string() })),
      }),
    ),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'response', id: input.responseId }),
});

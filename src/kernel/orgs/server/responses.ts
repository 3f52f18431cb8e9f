import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { problems } from '../contract/problems.ts';
import {
  changeProject,
  changeResponse,
  closeResponse,
  createProject,
  getResponse,
  listResponses,
  openResponse,
} from '../contract/responses.ts';
import {
  closeResponseRow,
  findProject,
  findResponse,
  insertProject,
  insertResponse,
  listProjectRows,
  listResponseRows,
  lockResponse,
  replaceProjectGrants,
  updateProject,
  updateResponse,
} from './responses.repo.ts';
import type { ProjectFound, ResponseFound, ResponseWrite } from './responses.repo.ts';

function writeOf(ctx: CommandContext, input: z.output<typeof openResponse.input>): ResponseWrite {
  return {
    id: input.responseId,
    code: input.code,
    kind: input.kind,
    nameEn: input.nameEn,
    nameTr: input.nameTr || null,
    nameAr: input.nameAr || null,
    startsOn: input.startsOn,
    note: input.note || null,
    at: ctx.now.toISOString(),
  };
}

export const handleOpenResponse = handle(openResponse, async (ctx, input) => {
  await insertResponse.run(ctx.tx, writeOf(ctx, input));
  ctx.touch('response', input.responseId);
  return {};
});

export const handleChangeResponse = handle(changeResponse, async (ctx, input) => {
  await lockResponse.run(ctx.tx, { id: input.responseId });
  const now = await getFound(ctx, input.responseId);
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  await updateResponse.run(ctx.tx, writeOf(ctx, input));
  ctx.touch('response', input.responseId);
  return {};
});

export const handleCloseResponse = handle(closeResponse, async (ctx, input) => {
  await getFound(ctx, input.responseId);
  if ((await closeResponseRow.run(ctx.tx, { id: input.responseId, endsOn: input.endsOn })) === 0) throw problems.problem('response-closed');
  ctx.touch('response', input.responseId);
  return {};
});

async function getFound(ctx: RequestContext, id: string): Promise<ResponseFound> {
  const response = await findResponse.maybe(ctx.tx, { id });
  if (!response) throw problems.problem('response-not-found');
  return response;
}

export const handleCreateProject = handle(createProject, async (ctx, input) => {
  await lockResponse.run(ctx.tx, { id: input.responseId });
  if ((await getFound(ctx, input.responseId)).status === 'closed') throw problems.problem('response-closed');
  await insertProject.run(ctx.tx, projectOf(ctx, input, input.responseId));
  await replaceProjectGrants.run(ctx.tx, { projectId: input.projectId, grants: input.grants });
  touchProject(ctx, input.projectId, input.responseId, input.grants);
  return {};
});

export const handleChangeProject = handle(changeProject, async (ctx, input) => {
  const now = await findProject.maybe(ctx.tx, { id: input.projectId });
  if (!now) throw problems.problem('project-not-found');
  await lockResponse.run(ctx.tx, { id: now.response_id });
  const { version } = (await findProject.maybe(ctx.tx, { id: input.projectId }))!;
  if (version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: version });
  await updateProject.run(ctx.tx, projectOf(ctx, input, now.response_id));
  await replaceProjectGrants.run(ctx.tx, { projectId: now.id, grants: input.grants });
  touchProject(ctx, now.id, now.response_id, [...input.grants, ...now.grants.map((grant) => grant.id)]);
  return {};
});

type ProjectInput = Omit<z.output<typeof createProject.input>, 'responseId'>;
const projectOf = (ctx: CommandContext, input: ProjectInput, responseId: string) => ({
  id: input.projectId,
  responseId,
  code: input.code,
  nameEn: input.nameEn,
  nameTr: input.nameTr || null,
  nameAr: input.nameAr || null,
  startsOn: input.startsOn,
  endsOn: input.endsOn ?? null,
  at: ctx.now.toISOString(),
});

function touchProject(ctx: CommandContext, projectId: string, responseId: string, grants: readonly string[]): void {
  ctx.touch('project', projectId);
  ctx.touch('response', responseId);
  for (const grant of grants) ctx.touch('grant', grant);
}

const shown = (row: ResponseFound) => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  status: row.status,
  projects: row.projects,
});

export const answerListResponses = answer(listResponses, async (ctx, input) => {
  const rows = await listResponseRows.all(ctx.tx, {
    reach: ctx.reach(listResponses.name, { response: 'r.id' }),
    search: input.search ?? null,
    status: input.status ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetResponse = answer(getResponse, async (ctx, input) => {
  const response = await getFound(ctx, input.responseId);
  const projects = await listProjectRows.all(ctx.tx, { responseId: response.id });
  return {
    ...shown(response),
    version: response.version,
    note: response.note,
    projectRows: projects.map(projectShown),
    abilities: ctx.abilities(
      [changeResponse, closeResponse, createProject, changeProject].map((def) => def.name),
      {
        responses: [response.id],
      },
    ),
  };
});

const projectShown = (row: ProjectFound) => ({
  id: row.id,
  code: row.code,
  nameEn: row.name_en,
  nameTr: row.name_tr,
  nameAr: row.name_ar,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  version: row.version,
  grants: row.grants,
});

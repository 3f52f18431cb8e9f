import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite, getSite, listSites } from '#kernel/places/contract/sites.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { changeOffice, closeOffice, listOffices, openOffice } from '../contract/offices.ts';
import { changeProject, closeResponse, createProject, getResponse, listResponses, openResponse } from '../contract/responses.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye' },
      { pcode: 'TUR027', level: 1, country: 'TUR', parent: 'TUR', nameEn: 'Gaziantep' },
      { pcode: 'TUR063', level: 1, country: 'TUR', parent: 'TUR', nameEn: 'Şanlıurfa' },
    ],
  });
});
afterAll(() => mission.close());

let count = 0;
async function open(over: Record<string, unknown> = {}): Promise<Id> {
  const responseId = newId();
  count += 1;
  await mission.apply(openResponse, {
    responseId,
    code: `R-${count}`,
    kind: 'earthquake',
    nameEn: 'Quake',
    startsOn: '2023-02-06',
    ...over,
  });
  return responseId;
}

describe('a response', () => {
  it('has projects that grants pay for, until it is closed', async () => {
    const responseId = await open();
    const project = { projectId: newId(), code: `P-${count}`, nameEn: 'Shelter', startsOn: '2023-02-10' };
    await mission.apply(createProject, { ...project, responseId });
    expect(await mission.run(createProject, { ...project, projectId: newId(), responseId })).toMatchObject({
      problem: { type: 'orgs.code-taken' },
    });
    expect(await mission.run(changeProject, { ...project, version: 1, grants: [newId()] })).toMatchObject({
      problem: { type: 'orgs.grant-not-found' },
    });
    await mission.apply(closeResponse, { responseId, endsOn: '2023-12-31', reason: 'done' });
    expect(await mission.ask(getResponse, { responseId })).toMatchObject({
      status: 'closed',
      projectRows: [{ code: project.code, grants: [] }],
    });
    expect(await mission.run(closeResponse, { responseId, endsOn: '2023-12-31', reason: 'again' })).toMatchObject({
      problem: { type: 'orgs.response-closed' },
    });
    expect(await mission.run(createProject, { ...project, projectId: newId(), code: 'P-LATE', responseId })).toMatchObject({
      problem: { type: 'orgs.response-closed' },
    });
  });

  it('does not end before it began', async () => {
    const responseId = await open();
    expect(await mission.run(closeResponse, { responseId, endsOn: '2023-02-05', reason: 'typo' })).toMatchObject({
      problem: { type: 'orgs.dates-reversed' },
    });
  });

  it('bounds what a role within it reaches: its site and itself, and no other', async () => {
    const [mine, other] = [await open(), await open()];
    const site = (responseId: Id) => ({
      siteId: newId(),
      code: `S-${newId().slice(-8)}`,
      type: 'office',
      nameEn: 'Base',
      area: 'TUR027',
      responseId,
    });
    const [near, far] = [site(mine), site(other)];
    await mission.apply(createSite, near);
    await mission.apply(createSite, far);
    const worker = await mission.user({
      permissions: ['orgs.list-responses', 'places.list-sites', 'orgs.create-project'],
      scope: { kind: 'response', id: mine },
    });
    expect((await mission.ask(listResponses, {}, worker)).rows.map((row) => row.id)).toEqual([mine]);
    expect((await mission.ask(listSites, {}, worker)).rows.map((row) => row.id)).toEqual([near.siteId]);
    await expect(mission.ask(getSite, { siteId: far.siteId }, worker)).rejects.toMatchObject({ code: 'common.not-permitted' });
    const project = { projectId: newId(), code: 'P-SCOPE', nameEn: 'x', startsOn: '2023-02-10' };
    expect(await mission.run(createProject, { ...project, responseId: other }, { as: worker })).toMatchObject({
      problem: { type: 'common.not-permitted' },
    });
    expect((await mission.run(createProject, { ...project, projectId: newId(), responseId: mine }, { as: worker })).state).toBe('applied');
  });

  it('a site cannot serve one that is not there, nor be kept by an unknown organisation', async () => {
    const site = { siteId: newId(), code: 'S-LOST', type: 'office', nameEn: 'Lost', area: 'TUR027' };
    expect(await mission.run(createSite, { ...site, responseId: newId() })).toMatchObject({ problem: { type: 'places.response-unknown' } });
    expect(await mission.run(createSite, { ...site, custodianId: newId() })).toMatchObject({
      problem: { type: 'places.custodian-unknown' },
    });
  });
});

describe('offices', () => {
  const office = (code: string, kind: 'mission' | 'sub-office' | 'field-office', over: Record<string, unknown> = {}) => ({
    officeId: newId(),
    code,
    kind,
    nameEn: code,
    area: 'TUR027',
    ...over,
  });

  it('hang in a tree: each kind under a higher one, and no other way', async () => {
    const head = office('HEAD', 'mission');
    await mission.apply(openOffice, head);
    const sub = office('SUB', 'sub-office', { parentId: head.officeId });
    await mission.apply(openOffice, sub);
    await mission.apply(openOffice, office('FIELD', 'field-office', { parentId: sub.officeId, area: 'TUR063' }));
    for (const wrong of [
      office('WA', 'mission', { parentId: head.officeId }),
      office('WB', 'sub-office'),
      office('WC', 'sub-office', { parentId: sub.officeId }),
      office('WD', 'field-office'),
      office('WE', 'field-office', { parentId: newId() }),
    ])
      expect(await mission.run(openOffice, wrong), wrong.code).toMatchObject({ problem: { type: 'orgs.office-tree' } });
    const { code: _code, ...moved } = { ...sub, kind: 'field-office' as const, version: 1 };
    expect(await mission.run(changeOffice, moved)).toMatchObject({ problem: { type: 'orgs.office-tree' } });
    expect(await mission.run(closeOffice, { officeId: sub.officeId, closedOn: '2023-12-31' })).toMatchObject({
      problem: { type: 'orgs.office-has-children', figures: { count: 1 } },
    });
  });

  it('are seen where the reader’s areas reach', async () => {
    const reader = await mission.user({ permissions: ['orgs.list-offices'], scope: { kind: 'area', id: 'TUR063' } });
    expect((await mission.ask(listOffices, {}, reader)).rows.map((row) => row.code)).toEqual(['FIELD']);
  });

  it('have codes of their own', async () => {
    expect(await mission.run(openOffice, office('HEAD', 'mission'))).toMatchObject({ problem: { type: 'orgs.code-taken' } });
  });
});

import type { Find, Found } from '#foundation/web/room.ts';
import { listGrants } from '../contract/grants.ts';
import { listOrganisations, searchOrganisations } from '../contract/organisations.ts';
import { listResponses } from '../contract/responses.ts';
import { nameOf } from './names.ts';

/** Organisations by any name, grants and responses by code or title. */
const find: Find = async ({ text, client, session, language, signal }) => {
  const may = (name: string) => session.can(name);
  const [orgs, grants, responses] = await Promise.all([
    may(listOrganisations.name) ? client.ask(searchOrganisations, { text, limit: 6 }, signal) : null,
    may(listGrants.name) ? client.ask(listGrants, { search: text, limit: 4 }, signal) : null,
    may(listResponses.name) ? client.ask(listResponses, { search: text, limit: 4 }, signal) : null,
  ]);
  const found: Found[] = [];
  for (const row of orgs?.rows ?? [])
    found.push({ id: `org:${row.id}`, label: nameOf(row, language), detail: row.acronym ?? '', icon: 'orgs', path: `/orgs/${row.id}` });
  for (const row of grants?.rows ?? [])
    found.push({ id: `grant:${row.id}`, label: row.title, detail: row.code, icon: 'grants', path: `/grants/${row.id}` });
  for (const row of responses?.rows ?? [])
    found.push({
      id: `response:${row.id}`,
      label: nameOf(row, language),
      detail: row.code,
      icon: 'responses',
      path: `/responses/${row.id}`,
    });
  return found;
};
export default find;

import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { orgs } from '../module.ts';
import {
  answerGetGrant,
  answerListGrants,
  handleAmendGrant,
  handleChangeGrant,
  handleCreateGrant,
  handleSetGrantStatus,
  handleWatchGrants,
} from './grants.ts';
import { findGrant } from './grants.repo.ts';
import { answerListHits, handleDecideHit, handleReopenHit, handleScreenOrganisations } from './hits.ts';
import { findHitOrg } from './hits.repo.ts';
import { screenJob, watchJob } from './jobs.ts';
import { answerListLists, handleActivateList, handleAddListEntries, handleDropList, handleOpenList } from './lists.ts';
import { handleMergeOrganisations, handleUndoMerge } from './merges.ts';
import { answerListOffices, handleChangeOffice, handleCloseOffice, handleOpenOffice } from './offices.ts';
import { findOffice } from './offices.repo.ts';
import {
  answerGetOrganisation,
  answerListOrganisations,
  handleChangeOrganisation,
  handleCreateOrganisation,
  handleSetOrganisationStatus,
} from './organisations.ts';
import { listSuccessors } from './organisations.repo.ts';
import { answerListPeople, handleAddPerson, handleChangePerson, handleEndPerson } from './people.ts';
import { findPerson } from './people.repo.ts';
import {
  answerGetResponse,
  answerListResponses,
  handleChangeProject,
  handleChangeResponse,
  handleCloseResponse,
  handleCreateProject,
  handleOpenResponse,
} from './responses.ts';
import { findProject, findResponse } from './responses.repo.ts';
import { answerFindDuplicates, answerSearchOrganisations } from './search.ts';

export { numberFor } from './office-numbers.ts';
export { screening } from './screening.ts';

export const room: ServerRoom = {
  module: orgs,
  commands: [
    handleCreateOrganisation,
    handleChangeOrganisation,
    handleSetOrganisationStatus,
    handleMergeOrganisations,
    handleUndoMerge,
    handleAddPerson,
    handleChangePerson,
    handleEndPerson,
    handleOpenList,
    handleAddListEntries,
    handleActivateList,
    handleDropList,
    handleScreenOrganisations,
    handleDecideHit,
    handleReopenHit,
    handleCreateGrant,
    handleChangeGrant,
    handleAmendGrant,
    handleSetGrantStatus,
    handleWatchGrants,
    handleOpenResponse,
    handleChangeResponse,
    handleCloseResponse,
    handleCreateProject,
    handleChangeProject,
    handleOpenOffice,
    handleChangeOffice,
    handleCloseOffice,
  ],
  queries: [
    answerListOrganisations,
    answerGetOrganisation,
    answerSearchOrganisations,
    answerFindDuplicates,
    answerListPeople,
    answerListHits,
    answerListLists,
    answerListGrants,
    answerGetGrant,
    answerListResponses,
    answerGetResponse,
    answerListOffices,
  ],
  positions: {
    // A merged organisation lies where its successors lie too: who works with them reaches its records.
    org: async (tx, id) => {
      const line = await listSuccessors.all(tx, { id });
      return line.length > 0 ? { orgs: line.map((row) => row.id) } : undefined;
    },
    'org-person': async (tx, id) => {
      const person = await findPerson.maybe(tx, { id });
      return person && { orgs: [person.org_id] };
    },
    'screening-hit': async (tx, id) => {
      const hit = await findHitOrg.maybe(tx, { id });
      return hit && { orgs: [hit.org_id] };
    },
    grant: async (tx, id) => {
      const grant = await findGrant.maybe(tx, { id });
      return grant && { orgs: [grant.donor_id] };
    },
    response: async (tx, id) => ((await findResponse.maybe(tx, { id })) ? { responses: [id] } : undefined),
    project: async (tx, id) => {
      const project = await findProject.maybe(tx, { id });
      return project && { responses: [project.response_id] };
    },
    office: async (tx, id) => {
      const office = await findOffice.maybe(tx, { id });
      return office && { areas: office.lineage, ...(office.site_id ? { sites: [office.site_id] } : {}) };
    },
  },
  jobs: [screenJob, watchJob],
  exceptionKinds: {
    'orgs.grant-ending': { dueInHours: 24 * 60, secondPerson: false },
    'orgs.hit-open': { dueInHours: 72, secondPerson: true },
  },
};

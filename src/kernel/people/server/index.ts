import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { people } from '../module.ts';
import { answerListCards, answerReadCard, handleIssueCard, handleRevokeCard } from './cards.ts';
import { handleRecordConsent, handleWithdrawConsent } from './consents.ts';
import { answerListErasures, handleAskErasure, handleDecideErasure, handleFinishErasures } from './erasure.ts';
import { findErasure } from './erasure.repo.ts';
import { serveRegister } from './field/register.ts';
import { positionOf } from './find.ts';
import { answerGetToday, answerListReads } from './desk.ts';
import { findHousehold } from './households.repo.ts';
import {
  answerGetHousehold,
  answerListHouseholds,
  handleChangeMember,
  handleCloseHousehold,
  handleMoveHousehold,
  handleMoveMembers,
  handleSetRestricted,
} from './households.ts';
import { handleImportHouseholds, importsHouseholds } from './import.ts';
import { findPair } from './matching.repo.ts';
import { findMerge } from './merges.repo.ts';
import { answerFindCandidates, answerListPairs, handleDecidePair, handleMergePersons, handleUndoMerge } from './pairs.ts';
import { papers } from './papers.ts';
import { handleSetPin } from './pins.ts';
import { findPerson } from './persons.repo.ts';
import { answerGetPerson, answerListPersons, handleChangePerson, handleEndPerson } from './persons.ts';
import { answerWhatBlocks, handleWithdrawRegistration } from './withdrawal.ts';
import { handleAttestHousehold, handleRegisterHousehold } from './register.ts';

export { addHouseholdTies } from './withdrawal.ts';
export { drawHouseholds, headNames, holdHouseholds } from './lists.ts';
export type { HouseholdDrawn } from './lists.ts';
export { pinTags } from './pins.ts';

export const room: ServerRoom = {
  module: people,
  commands: [
    handleRegisterHousehold,
    handleChangePerson,
    handleEndPerson,
    handleSetRestricted,
    handleMoveHousehold,
    handleMoveMembers,
    handleChangeMember,
    handleCloseHousehold,
    handleAttestHousehold,
    handleRecordConsent,
    handleWithdrawConsent,
    handleDecidePair,
    handleMergePersons,
    handleUndoMerge,
    handleIssueCard,
    handleRevokeCard,
    handleSetPin,
    handleImportHouseholds,
    handleAskErasure,
    handleDecideErasure,
    handleFinishErasures,
    handleWithdrawRegistration,
  ],
  queries: [
    answerFindCandidates,
    answerListPersons,
    answerGetPerson,
    answerListHouseholds,
    answerGetHousehold,
    answerListPairs,
    answerReadCard,
    answerListErasures,
    answerListCards,
    answerGetToday,
    answerListReads,
    answerWhatBlocks,
  ],
  papers,
  // What the acting user may not see is not there: the database's policies answer first.
  positions: {
    person: async (tx, id) => {
      const row = await findPerson.maybe(tx, { id });
      return row && positionOf(row);
    },
    household: async (tx, id) => {
      const row = await findHousehold.maybe(tx, { id });
      return row && positionOf(row);
    },
    'match-pair': async (tx, id) => {
      const row = await findPair.maybe(tx, { id });
      return row && positionOf(row);
    },
    'person-erasure': async (tx, id) => {
      const row = await findErasure.maybe(tx, { id });
      return row && positionOf(row);
    },
    'person-merge': async (tx, id) => {
      const row = await findMerge.maybe(tx, { id });
      return row && positionOf(row);
    },
  },
  packs: [serveRegister],
  imports: [importsHouseholds],
  exceptionKinds: { 'people.number-disputed': { dueInHours: 72, secondPerson: false } },
};

import { defineModule } from '#foundation/module.ts';
import { issueCard, readCard, revokeCard } from './contract/cards.ts';
import { decidePair, listPairs, mergePersons, undoMerge } from './contract/matching.ts';
import { askErasure, decideErasure, listErasures } from './contract/erasure.ts';
import { cardChanged } from './contract/events.ts';
import { carrySearch, registerPack } from './contract/field/register.ts';
import { importHouseholds } from './contract/import.ts';
import { problems } from './contract/problems.ts';
import { findCandidates, getHousehold, getPerson, listHouseholds, listPersons, seeClass, seeRestricted } from './contract/queries.ts';
import {
  attestHousehold,
  changeMember,
  changePerson,
  closeHousehold,
  endPerson,
  moveHousehold,
  moveMembers,
  recordConsent,
  registerHousehold,
  setRestricted,
  withdrawConsent,
} from './contract/register.ts';

/** The register of persons and households: who they are, where they live, what they agreed to. */
export const people = defineModule({
  name: 'people',
  commands: [
    registerHousehold,
    changePerson,
    endPerson,
    setRestricted,
    moveHousehold,
    moveMembers,
    changeMember,
    closeHousehold,
    attestHousehold,
    recordConsent,
    withdrawConsent,
    decidePair,
    mergePersons,
    undoMerge,
    issueCard,
    revokeCard,
    importHouseholds,
    askErasure,
    decideErasure,
  ],
  queries: [findCandidates, listPersons, getPerson, listHouseholds, getHousehold, listPairs, readCard, listErasures],
  events: [cardChanged],
  packs: [registerPack],
  pages: [
    {
      path: '/people/erasures',
      name: 'people.erasures',
      nav: { area: 'people', icon: 'sealed', order: 9 },
      permission: 'people.list-erasures',
    },
  ],
  problems: [problems],
  permissions: [seeClass.identifiers, seeClass.contacts, seeClass.needs, seeRestricted, carrySearch],
});

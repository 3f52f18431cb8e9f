import { defineModule } from '#foundation/module.ts';
import { issueCard, listCards, readCard, revokeCard } from './contract/cards.ts';
import { getToday, listReads } from './contract/desk.ts';
import { decidePair, listPairs, mergePersons, undoMerge } from './contract/matching.ts';
import { askErasure, decideErasure, finishErasures, listErasures } from './contract/erasure.ts';
import { cardChanged } from './contract/events.ts';
import { carrySearch, registerPack } from './contract/field/register.ts';
import { importHouseholds } from './contract/import.ts';
import { setPin } from './contract/pins.ts';
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
import { whatBlocksWithdrawal, withdrawRegistration } from './contract/withdrawal.ts';

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
    setPin,
    importHouseholds,
    askErasure,
    decideErasure,
    finishErasures,
    withdrawRegistration,
  ],
  queries: [
    findCandidates,
    listPersons,
    getPerson,
    listHouseholds,
    getHousehold,
    listPairs,
    readCard,
    listCards,
    getToday,
    listReads,
    listErasures,
    whatBlocksWithdrawal,
  ],
  events: [cardChanged],
  packs: [registerPack],
  problems: [problems],
  permissions: [seeClass.identifiers, seeClass.contacts, seeClass.needs, seeRestricted, carrySearch],
  pages: [
    {
      path: '/people',
      name: 'people.search',
      nav: { area: 'people', icon: 'search', order: 1, key: 'j' },
      permission: 'people.get-person',
    },
    {
      path: '/people/register',
      name: 'people.register',
      nav: { area: 'people', icon: 'register', order: 2 },
      permission: 'people.register-household',
      actions: ['people.register-household'],
    },
    {
      path: '/people/households',
      name: 'people.households',
      nav: { area: 'people', icon: 'household', order: 3 },
      permission: 'people.get-person',
    },
    {
      path: '/people/households/$householdId',
      name: 'people.household',
      permission: 'people.get-person',
      shot: { householdId: 'first:people.list-households' },
    },
    {
      path: '/people/persons/$personId',
      name: 'people.person',
      permission: 'people.get-person',
      shot: { personId: 'first:people.list-persons' },
    },
    { path: '/people/pairs', name: 'people.pairs', nav: { area: 'people', icon: 'pairs', order: 4 }, permission: 'people.list-pairs' },
    { path: '/people/cards', name: 'people.cards', nav: { area: 'people', icon: 'offices', order: 5 }, permission: 'people.read-card' },
    {
      path: '/people/erasures',
      name: 'people.erasures',
      nav: { area: 'people', icon: 'sealed', order: 9 },
      permission: 'people.list-erasures',
    },
  ],
});

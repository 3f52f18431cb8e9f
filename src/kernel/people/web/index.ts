import type { WebRoom } from '#foundation/web/room.ts';
import { fieldTasks } from './field/index.ts';

export const room: WebRoom = {
  name: 'people',
  attention: () => import('./attention.ts'),
  home: { people: () => import('./HomeCard.tsx') },
  subjects: { person: (id) => `/people/persons/${id}`, household: (id) => `/people/households/${id}`, 'match-pair': () => '/people/pairs' },
  fieldTasks,
  pages: {
    'people.search': () => import('./SearchPage.tsx'),
    'people.register': () => import('./register/RegisterPage.tsx'),
    'people.households': () => import('./HouseholdsPage.tsx'),
    'people.household': () => import('./HouseholdPage.tsx'),
    'people.person': () => import('./PersonPage.tsx'),
    'people.pairs': () => import('./PairsPage.tsx'),
    'people.erasures': () => import('./ErasuresPage.tsx'),
    'people.cards': () => import('./CardsPage.tsx'),
  },
};

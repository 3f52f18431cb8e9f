import type { WebRoom } from '#foundation/web/room.ts';

export { responseFields } from './response-fields.ts';

export const room: WebRoom = {
  name: 'orgs',
  attention: () => import('./attention.ts'),
  subjects: {
    org: (id) => `/orgs/${id}`,
    grant: (id) => `/grants/${id}`,
    response: (id) => `/responses/${id}`,
    office: () => '/offices',
    'screening-hit': () => '/screening',
    'screening-list': () => '/screening',
  },
  find: () => import('./find.ts'),
  pickers: {
    org: () => import('./OrgPicker.tsx'),
    grant: () => import('./GrantRecordPicker.tsx'),
    response: () => import('./ResponsePicker.tsx'),
  },
  names: {
    org: () => import('./OrgName.tsx'),
    grant: () => import('./GrantName.tsx'),
    response: () => import('./ResponseName.tsx'),
  },
  pages: {
    'orgs.organisations': () => import('./OrgsPage.tsx'),
    'orgs.organisation': () => import('./OrgPage.tsx'),
    'orgs.new-organisation': () => import('./NewOrgPage.tsx'),
    'orgs.merge': () => import('./MergePage.tsx'),
    'orgs.screening': () => import('./ScreeningPage.tsx'),
    'orgs.grants': () => import('./GrantsPage.tsx'),
    'orgs.grant': () => import('./GrantPage.tsx'),
    'orgs.new-grant': () => import('./NewGrantPage.tsx'),
    'orgs.responses': () => import('./ResponsesPage.tsx'),
    'orgs.response': () => import('./ResponsePage.tsx'),
    'orgs.offices': () => import('./OfficesPage.tsx'),
  },
};

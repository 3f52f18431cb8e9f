import type { WebRoom } from '#foundation/web/room.ts';

export { AreaPicker } from './AreaPicker.tsx';

export const room: WebRoom = {
  name: 'places',
  subjects: { site: (id) => `/places/sites/${id}`, area: (id) => `/places/areas/${id}`, 'visibility-waiver': () => '/places/waivers' },
  find: () => import('./find.ts'),
  pickers: {
    area: () => import('./AreaRecordPicker.tsx'),
    site: () => import('./SiteRecordPicker.tsx'),
  },
  names: {
    area: () => import('./AreaName.tsx'),
    site: () => import('./SiteName.tsx'),
  },
  home: { places: () => import('./HomeCard.tsx') },
  panels: { sites: () => import('./SitesPanel.tsx') },
  pages: {
    'places.map': () => import('./MapPage.tsx'),
    'places.sites': () => import('./SitesPage.tsx'),
    'places.new-site': () => import('./NewSitePage.tsx'),
    'places.site': () => import('./SitePage.tsx'),
    'places.areas': () => import('./AreasPage.tsx'),
    'places.area': () => import('./AreasPage.tsx'),
    'places.open-response': () => import('./OpenResponsePage.tsx'),
    'places.crossings': () => import('./CrossingsPage.tsx'),
    'places.waivers': () => import('./WaiversPage.tsx'),
  },
};

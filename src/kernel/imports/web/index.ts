import type { WebRoom } from '#foundation/web/room.ts';

export const room: WebRoom = {
  name: 'imports',
  attention: () => import('./attention.ts'),
  subjects: { import: (id) => `/imports/${id}` },
  pages: {
    'imports.imports': () => import('./ImportsPage.tsx'),
    'imports.import': () => import('./ImportPage.tsx'),
  },
};

import type { WebRoom } from '#foundation/web/room.ts';
import { fieldTasks } from './field/index.ts';

export const room: WebRoom = {
  name: 'assistance',
  attention: () => import('./attention.ts'),
  home: { assistance: () => import('./HomeCard.tsx') },
  subjects: {
    'assistance-event': (id) => `/assistance/events/${id}`,
    'assistance-feedback': (id) => `/assistance/feedback/${id}`,
    'assistance-sealed': () => '/assistance/sealed',
    // Where such things are looked into.
    'assistance-handover': () => '/assistance/litigation',
    'assistance-token': () => '/assistance/litigation',
    'assistance-sheet': (id) => `/assistance/events/${id.split(':')[0]}?tab=paper`,
    'assistance-package': (id) => `/assistance/packages/${id}`,
  },
  fieldTasks,
  pages: {
    'assistance.events': () => import('./EventsPage.tsx'),
    'assistance.new-event': () => import('./NewEventPage.tsx'),
    'assistance.event': () => import('./EventPage.tsx'),
    'assistance.change-event': () => import('./ChangeEventPage.tsx'),
    'assistance.litigation': () => import('./LitigationPage.tsx'),
    'assistance.feedback': () => import('./feedback/FeedbackPage.tsx'),
    'assistance.feedback-item': () => import('./feedback/FeedbackItemPage.tsx'),
    'assistance.sealed': () => import('./feedback/SealedPage.tsx'),
    'assistance.packages': () => import('./PackagesPage.tsx'),
    'assistance.package': () => import('./PackagePage.tsx'),
  },
};

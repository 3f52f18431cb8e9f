import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { missionOfPath } from '../client-port.ts';
import { loadWithWords } from '../with-words.ts';
import { words } from '../words.ts';
import { Broken } from './Broken.tsx';
import { FieldShell } from './FieldShell.tsx';
import { HomeRoute, ItemRoute, NothingHere, PhoneRoute, StartRoute, TaskRoute } from './routes.tsx';

/** The routes below `/field`: home, the records, this phone, and the rooms' tasks. */
export function makeFieldRouter() {
  const root = createRootRoute({ component: FieldShell, notFoundComponent: NothingHere });
  const at = (path: string, component: () => ReactNode) => createRoute({ getParentRoute: () => root, path, component });
  const later = (path: string, load: () => Promise<{ default: ComponentType }>) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(loadWithWords(words, 'field-records', load)) });
  const routes = [
    at('/field', HomeRoute),
    at('/field/enrol', HomeRoute),
    later('/field/queue', () => import('#kernel/sync/web/field/QueuePage.tsx')),
    at('/field/queue/$seq', ItemRoute),
    later('/field/carry', () => import('#kernel/sync/web/field/CarryPage.tsx')),
    at('/field/phone', PhoneRoute),
    at('/field/$kind', StartRoute),
    at('/field/$kind/$packId', TaskRoute),
  ];
  const slug = missionOfPath(location.pathname);
  return createRouter({ routeTree: root.addChildren(routes), defaultErrorComponent: Broken, ...(slug ? { basepath: `/@${slug}` } : {}) });
}

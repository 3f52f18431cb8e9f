import type { ComponentType } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { WebRoom } from '#foundation/web/room.ts';
import { missionOfPath } from './client-port.ts';
import { shellPages } from './shell-pages.ts';
import { BrokenPage, NotFoundPage } from './pages/TroublePages.tsx';
import { pages } from './pages.gen.ts';
import { pagesOfShell } from './spoken-pages.ts';
import { rooms } from './spoken-rooms.ts';
import { Shell } from './shell/Shell.tsx';

/** The routes of all rooms' manifests below the shell; a practice mission lives under `/@slug`. */
export function makeRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });
  const at = (path: string, load: () => Promise<{ default: ComponentType }>) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });
  // A page without a component is found by a test, and is no page here.
  const components = Object.assign({}, pagesOfShell, ...rooms.map((room) => room.pages)) as WebRoom['pages'];
  const routes = [...shellPages, ...pages].flatMap((page) => (components[page.name] ? [at(page.path, components[page.name]!)] : []));
  const slug = missionOfPath(location.pathname);
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    ...(slug ? { basepath: `/@${slug}` } : {}),
  });
}

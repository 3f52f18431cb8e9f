import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { missionOfPath } from './client-port.ts';
import { HomePage } from './pages/HomePage.tsx';
import { BrokenPage, NotFoundPage } from './pages/TroublePages.tsx';
import { rooms } from './rooms.ts';
import { Shell } from './shell/Shell.tsx';

/** The routes of all rooms' manifests below the shell; a practice mission lives under `/@slug`. */
export function makeRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });
  const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });
  const pages = rooms.flatMap((room) =>
    room.module.pages.map((page) => {
      const load = room.pages[page.name];
      if (!load) throw new Error(`page ${page.name} has no component`);
      return createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(load) });
    }),
  );
  const slug = missionOfPath(location.pathname);
  return createRouter({
    routeTree: root.addChildren([home, ...pages]),
    defaultPreload: 'intent',
    ...(slug ? { basepath: `/@${slug}` } : {}),
  });
}

import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A part that has links or keeps its state in the address, with an address of its own. */
export function routed(part: ReactNode, address = '/'): ReactNode {
  const route = createRootRoute({ component: () => part });
  const router = createRouter({ routeTree: route, history: createMemoryHistory({ initialEntries: [address] }) });
  return <RouterProvider router={router} />;
}

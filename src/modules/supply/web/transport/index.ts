import type { WebPart } from '../part.ts';

export const transport: WebPart = {
  subjects: {
    shipment: (id) => `/supply/shipments/${id}`,
    'shipment-leg': (id) => `/supply/incoming/${id}`,
    discrepancy: (id) => `/supply/discrepancies/${id}`,
    'border-notification': (id) => `/supply/notifications/${id}`,
    vehicle: () => '/supply/vehicles',
  },
  pages: {
    'supply.day': () => import('./DayPage.tsx'),
    'supply.trucks': () => import('./BoardPage.tsx'),
    'supply.shipments': () => import('./ShipmentsPage.tsx'),
    'supply.new-shipment': () => import('./NewShipmentPage.tsx'),
    'supply.shipment': () => import('./ShipmentPage.tsx'),
    'supply.notifications': () => import('./NotificationsPage.tsx'),
    'supply.notification': () => import('./NotificationPage.tsx'),
    'supply.incoming': () => import('./IncomingPage.tsx'),
    'supply.receive': () => import('./ReceivePage.tsx'),
    'supply.discrepancies': () => import('./DiscrepanciesPage.tsx'),
    'supply.discrepancy': () => import('./DiscrepancyPage.tsx'),
    'supply.vehicles': () => import('./VehiclesPage.tsx'),
    'supply.movements': () => import('./MovementsPage.tsx'),
  },
};

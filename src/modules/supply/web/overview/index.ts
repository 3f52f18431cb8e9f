import type { WebPart } from '../part.ts';

export const overview: WebPart = {
  subjects: { arrival: (id) => `/supply/arrivals?arrivalId=${id}` },
  attention: () => import('./attention.ts'),
  mapLayers: { consignments: () => import('./ConsignmentLayer.tsx') },
  pages: {
    'supply.pipeline': () => import('./PipelinePage.tsx'),
    'supply.pipeline-stage': () => import('./StagePage.tsx'),
    'supply.arrivals': () => import('./ArrivalsPage.tsx'),
    'supply.losses': () => import('./LossesPage.tsx'),
    'supply.loss-moves': () => import('./LossMovesPage.tsx'),
    'supply.donor-stock': () => import('./DonorStockPage.tsx'),
  },
};

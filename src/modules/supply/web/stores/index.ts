import type { WebPart } from '../part.ts';

export const stores: WebPart = {
  subjects: {
    receipt: (id) => `/supply/receipts/${id}`,
    'store-document': (id) => `/supply/store/${id}`,
    'stock-count': (id) => `/supply/counts/${id}`,
    'grant-loan': (id) => `/supply/store/${id}`,
    'quick-reserve': () => '/supply/store?tab=reserve',
  },
  names: {
    receipt: () => import('./ReceiptName.tsx'),
  },
  panels: { grantTransfers: () => import('./GrantTransfersPanel.tsx') },
  home: { stores: () => import('./HomeCard.tsx') },
  pages: {
    'supply.receipts': () => import('./ReceiptsPage.tsx'),
    'supply.new-receipt': () => import('./NewReceiptPage.tsx'),
    'supply.receipt': () => import('./ReceiptPage.tsx'),
    'supply.store': () => import('./StorePage.tsx'),
    'supply.store-document': () => import('./DocumentPage.tsx'),
    'supply.counts': () => import('./CountsPage.tsx'),
    'supply.count': () => import('./CountPage.tsx'),
    'supply.loans': () => import('./LoansPage.tsx'),
    'supply.grant-transfers': () => import('./TransfersPage.tsx'),
  },
};

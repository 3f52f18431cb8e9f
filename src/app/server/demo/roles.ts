import type { Names } from './cast.ts';

export interface DemoRole {
  readonly id: string;
  readonly names: Names;
  /** Permission names; `room.list-*` and `room.*` match by prefix. */
  readonly permissions: readonly string[];
}

// What everyone who works in the mission may read: places, organisations, their own work.
const base = [
  'places.list-*',
  'places.get-*',
  'places.search*',
  'orgs.list-*',
  'orgs.get-*',
  'goods.list-items',
  'audit.list-history',
  'exceptions.list*',
  'exceptions.get*',
  'notes.*',
  'notify.*',
  'ledger.get-proof',
  'audit.get-proof',
  // Whoever is asked for data writes it down.
  'demands.receive-demand',
  // A phone of one's own, enrolled by oneself.
  'sync.invite-device',
];
/** What is done in a store with one's own hands; thresholds, recalls and loans between grants are for others. */
const storeHands = [
  'supply.list-*',
  'supply.get-*',
  'supply.what-blocks-reversal',
  'supply.record-receipt',
  'supply.import-receipts',
  'supply.reverse-receipt',
  'supply.correct-receipt-line',
  'supply.settle-difference',
  'supply.match-receipt',
  'supply.sort-load',
  'supply.move-stock',
  'supply.quarantine-stock',
  'supply.ask-release',
  'supply.adjust-stock',
  'supply.transfer-custody',
  'supply.reverse-store-document',
  'supply.announce-arrival',
  'supply.change-arrival',
  'supply.cancel-arrival',
  'supply.plan-count',
  'supply.record-count',
  'supply.trip',
  'supply.count',
  'supply.store',
  'supply.approve-document',
  'supply.decline-document',
];
/** What whoever asks for goods does with requests of their own. */
const asks = [
  'supply.list-plans',
  'supply.create-plan',
  'supply.change-plan',
  'supply.list-requests',
  'supply.create-request',
  'supply.change-request',
  'supply.submit-request',
  'supply.cancel-request',
  'supply.import-requests',
];
/** What is done with trucks on the road and at the hub, told as it happened. */
const roadHands = [
  'supply.list-*',
  'supply.get-*',
  'supply.see-movements',
  'supply.record-departure',
  'supply.record-passage',
  'supply.record-seals',
  'supply.record-loss',
  'supply.record-cross-load',
  'supply.record-delivery',
  'supply.receive-by-waybill',
  'supply.record-refusal',
  'supply.record-count',
  'supply.trip',
  'supply.count',
  'supply.store',
  'supply.give-trip-link',
  'supply.withdraw-trip-link',
  'supply.propose-outcome',
  'supply.agree-discrepancy',
];
/** What dispatch decides besides. */
const dispatchHands = [
  ...roadHands,
  'supply.add-vehicle',
  'supply.change-vehicle',
  'supply.set-vehicle-status',
  'supply.plan-shipment',
  'supply.cancel-shipment',
  'supply.set-units',
  'supply.plan-leg',
  'supply.change-leg',
  'supply.cancel-leg',
  'supply.reroute-leg',
  'supply.load-truck',
  'supply.record-loading',
  'supply.open-notification',
  'supply.set-notified',
  'supply.send-notification',
  'supply.answer-notification',
  'supply.withdraw-notification',
  'supply.add-customs-paper',
  'supply.remove-customs-paper',
  'supply.set-discrepancy-deadline',
  'supply.print-waybill',
];
/** A receiving partner: its own trucks, its own differences, its word on them, and what goes on from its store. */
const receiverHands = [
  'supply.load-truck',
  'supply.record-departure',
  'supply.list-incoming',
  'supply.list-discrepancies',
  'supply.record-delivery',
  'supply.receive-by-waybill',
  'supply.record-refusal',
  'supply.propose-outcome',
  'supply.agree-discrepancy',
  'notes.get-notes',
  'notes.add-comment',
  'notes.attach-file',
];
const outside = ['places.list-*', 'places.get-*', 'places.search*'];
/** What is done on a distribution day, on the square and from its papers. */
const squareHands = [
  'assistance.record-feedback',
  'assistance.list-focal-points',
  'assistance.lane',
  'assistance.take-over-lane',
  'assistance.list-events',
  'assistance.list-packages',
  'assistance.open-event',
  'assistance.bring-stock',
  'assistance.stop-event',
  'assistance.close-lane',
  'assistance.record-handover',
  'assistance.undo-handover',
  'assistance.count-stock',
  'assistance.return-stock',
  'assistance.key-sheet',
  'assistance.sign-statement',
];

/** What a distribution lead does besides; sealed reports and focal points are not theirs. */
const leadHands = [
  ...squareHands,
  'assistance.list-samples',
  'assistance.list-feedback',
  ...[
    'create-',
    'revise-',
    'retire-',
    'plan-',
    'change-',
    'cancel-',
    'res',
    'rel',
    'import-',
    'lose-',
    'draw-',
    'close-',
    'ack',
    'answer-',
    'reopen-',
    'seal-',
    'show-',
  ].map((start) => `assistance.${start}*`),
  'assistance.move-token',
  'assistance.give-feedback-link',
  'assistance.withdraw-feedback-link',
];

/** The roles of the demonstration, one login each. Roles are data: a mission changes them on the roles page. */
export const roles: readonly DemoRole[] = [
  {
    id: 'head-of-office',
    names: { en: 'Head of office', tr: 'Ofis başkanı', ar: 'رئيس المكتب' },
    permissions: [
      ...base,
      'places.*',
      'orgs.*',
      'audit.*',
      'exceptions.*',
      'goods.*',
      'supply.*',
      'supply.see-movements',
      'assistance.*',
      'views.share',
      'demands.*',
      'access.list-*',
      'access.get-*',
      'access.explain',
    ],
  },
  {
    id: 'storekeeper',
    names: { en: 'Storekeeper', tr: 'Depo sorumlusu', ar: 'أمين المستودع' },
    permissions: [
      ...base,
      'goods.*',
      ...storeHands,
      'supply.enter-opening-stock',
      'supply.see-movements',
      'supply.load-truck',
      'supply.record-loading',
      'supply.record-departure',
      'supply.record-delivery',
      'supply.receive-by-waybill',
      'supply.record-refusal',
      'supply.print-waybill',
      'exceptions.close',
      'imports.*',
    ],
  },
  {
    id: 'dispatcher',
    names: { en: 'Dispatcher', tr: 'Sevkiyat sorumlusu', ar: 'منسق الشحن' },
    permissions: [
      ...base,
      'orgs.search*',
      'orgs.list-people',
      'orgs.add-person',
      'orgs.change-person',
      'orgs.end-person',
      'places.set-crossing*',
      'goods.list-*',
      'goods.see-trucks',
      ...dispatchHands,
      'supply.reserve-quick-release',
      'supply.end-quick-reserve',
      ...asks,
      'supply.close-request',
      'supply.allocate',
      'supply.unallocate',
      'supply.prolong-holds',
      'exceptions.*',
      'imports.*',
    ],
  },
  {
    id: 'field-monitor',
    names: { en: 'Field monitor', tr: 'Saha gözlemcisi', ar: 'مراقب ميداني' },
    permissions: [...base, ...roadHands, ...squareHands, 'assistance.list-samples'],
  },
  {
    id: 'distribution-lead',
    names: { en: 'Distribution lead', tr: 'Dağıtım sorumlusu', ar: 'مسؤول التوزيع' },
    permissions: [...base, 'goods.list-*', 'supply.list-plans', ...leadHands, 'exceptions.close', 'exceptions.assign', 'imports.*'],
  },
  { id: 'registration-clerk', names: { en: 'Registration clerk', tr: 'Kayıt görevlisi', ar: 'موظف تسجيل' }, permissions: base },
  {
    id: 'caseworker',
    names: { en: 'Caseworker', tr: 'Vaka çalışanı', ar: 'أخصائي حالة' },
    // One of them is a focal point; the right alone shows nothing.
    permissions: [...base, 'assistance.list-focal-points', 'assistance.list-sealed-reports', 'assistance.move-sealed-report'],
  },
  { id: 'nurse', names: { en: 'Nurse', tr: 'Hemşire', ar: 'ممرض' }, permissions: base },
  { id: 'enumerator', names: { en: 'Enumerator', tr: 'Anketör', ar: 'عدّاد ميداني' }, permissions: base },
  {
    id: 'analyst',
    names: { en: 'Analyst', tr: 'Analist', ar: 'محلل' },
    permissions: [...base, 'places.*', 'goods.list-*', 'supply.list-*', 'supply.get-*', 'imports.*'],
  },
  {
    id: 'finance-officer',
    names: { en: 'Finance officer', tr: 'Finans sorumlusu', ar: 'موظف مالي' },
    permissions: [
      ...base,
      'orgs.*',
      'ledger.*',
      'goods.list-*',
      'supply.list-*',
      'supply.get-*',
      'supply.lend-between-grants',
      'supply.pay-back-loan',
      'supply.approve-document',
      'supply.decline-document',
      'supply.transfer-title',
      'supply.decide-outcome',
      'imports.*',
    ],
  },
  {
    id: 'partner-storekeeper',
    names: { en: 'Partner storekeeper', tr: 'Ortak depo sorumlusu', ar: 'أمين مستودع الشريك' },
    permissions: [
      ...outside,
      'goods.list-*',
      ...storeHands,
      ...receiverHands,
      ...asks,
      'imports.stage-file',
      'imports.list-kinds',
      'imports.list-imports',
      'imports.list-rows',
      'imports.correct-cells',
      'imports.replace-value',
      'imports.check-again',
      'imports.apply',
      'imports.discard',
      'exceptions.list*',
      'exceptions.get*',
    ],
  },
  {
    id: 'partner-monitor',
    names: { en: 'Partner monitor', tr: 'Ortak saha gözlemcisi', ar: 'مراقب الشريك' },
    permissions: [
      ...outside,
      'goods.list-items',
      'exceptions.list*',
      'exceptions.get*',
      'notes.get-notes',
      'notes.add-comment',
      'notes.attach-file',
      ...squareHands,
    ],
  },
  {
    id: 'donor-officer',
    names: { en: 'Donor officer', tr: 'Bağışçı temsilcisi', ar: 'مسؤول لدى المانح' },
    permissions: [...outside, 'supply.list-donor-stock'],
  },
  { id: 'authority-viewer', names: { en: 'Authority viewer', tr: 'Kurum izleyicisi', ar: 'مطّلع من السلطات' }, permissions: outside },
];

/** Permissions that open protected classes are given one by one, never by a pattern. */
export function expand(patterns: readonly string[], all: readonly { name: string; opens: string | null }[]): string[] {
  const matches = (pattern: string, name: string) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern);
  return all
    .filter(({ name, opens }) => patterns.some((pattern) => matches(pattern, name) && (opens === null || pattern === name)))
    .map(({ name }) => name);
}

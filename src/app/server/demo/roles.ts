import type { Names } from './cast.ts';
import {
  base,
  storeHands,
  asks,
  roadHands,
  dispatchHands,
  receiverHands,
  outside,
  squareHands,
  leadHands,
  clerkHands,
  securityHands,
} from './hands.ts';

export interface DemoRole {
  readonly id: string;
  readonly names: Names;
  /** Permission names; `room.list-*` and `room.*` match by prefix, and `!` before a name takes it out again. */
  readonly permissions: readonly string[];
}

/** Whose grants are out of reach: both lists would always stand empty in the menu. */
const withoutGrants = ['!supply.list-loans', '!supply.list-grant-transfers', '!supply.list-donor-stock'];

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
      'files.set-thumb-term',
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
      'supply.transfer-title',
      'supply.see-movements',
      'supply.load-truck',
      'supply.record-loading',
      'supply.record-departure',
      'supply.record-delivery',
      'supply.receive-by-waybill',
      'supply.record-refusal',
      'supply.check-paper',
      'supply.print-waybill',
      'exceptions.close',
      'imports.*',
      // Of a site alone: the table of a donor's grants would stand empty.
      '!supply.list-donor-stock',
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
    id: 'hub-focal-point',
    names: { en: 'Hub focal point', tr: 'Aktarma merkezi sorumlusu', ar: 'منسق مركز إعادة الشحن' },
    // Keys the monitors' ticks and what passes from truck to truck; the onward waybills are printed at the hub.
    permissions: [...base, ...roadHands, 'supply.print-waybill', 'exceptions.close', 'exceptions.assign', ...withoutGrants],
  },
  {
    id: 'security',
    names: { en: 'Security officer', tr: 'Güvenlik görevlisi', ar: 'مسؤول الأمن' },
    permissions: [...base, ...securityHands],
  },
  {
    id: 'field-monitor',
    names: { en: 'Field monitor', tr: 'Saha gözlemcisi', ar: 'مراقب ميداني' },
    permissions: [...base, ...roadHands, ...squareHands, 'assistance.list-samples', ...withoutGrants],
  },
  {
    id: 'distribution-lead',
    names: { en: 'Distribution lead', tr: 'Dağıtım sorumlusu', ar: 'مسؤول التوزيع' },
    // A list is drawn only from households within the lead's reach; numbers, contacts and needs stay shut.
    permissions: [
      ...base,
      'goods.list-*',
      'supply.list-plans',
      ...leadHands,
      'people.get-person',
      'exceptions.close',
      'exceptions.assign',
      'imports.*',
    ],
  },
  {
    id: 'registration-clerk',
    names: { en: 'Registration clerk', tr: 'Kayıt görevlisi', ar: 'موظف تسجيل' },
    permissions: [...base, ...clerkHands, 'imports.*'],
  },
  {
    id: 'registration-lead',
    names: { en: 'Registration lead', tr: 'Kayıt sorumlusu', ar: 'مسؤول التسجيل' },
    permissions: [
      ...base,
      ...clerkHands,
      'people.list-pairs',
      'people.decide-pair',
      'people.merge-persons',
      'people.undo-merge',
      'people.decide-erasure',
      'people.withdraw-registration',
      'files.open-thumb-page',
      'files.delete-thumb-page',
      'people.list-reads',
      'people.see-needs',
      'exceptions.close',
      'exceptions.assign',
      'imports.*',
    ],
  },
  {
    id: 'caseworker',
    names: { en: 'Caseworker', tr: 'Vaka çalışanı', ar: 'أخصائي حالة' },
    // One of them is a focal point; the right alone shows nothing.
    permissions: [
      ...base,
      'assistance.list-focal-points',
      'assistance.list-sealed-reports',
      'assistance.move-sealed-report',
      'people.get-person',
      'people.read-card',
      'people.see-contacts',
      'people.see-needs',
      'people.record-consent',
      'people.withdraw-consent',
      'people.set-restricted',
      'people.see-restricted',
      'people.list-reads',
    ],
  },
  { id: 'nurse', names: { en: 'Nurse', tr: 'Hemşire', ar: 'ممرض' }, permissions: base },
  { id: 'enumerator', names: { en: 'Enumerator', tr: 'Anketör', ar: 'عدّاد ميداني' }, permissions: base },
  {
    id: 'analyst',
    names: { en: 'Analyst', tr: 'Analist', ar: 'محلل' },
    // Keeps the gazetteer; where names are waived is for the head of office to say.
    permissions: [
      ...base,
      'places.import-*',
      'places.add-*',
      'places.recode-area',
      'places.replace-area',
      'places.create-site',
      'places.change-site',
      'places.close-site',
      'places.reopen-site',
      'places.set-crossing*',
      'places.drop-boundaries',
      'places.see-exact-sites',
      'goods.list-*',
      'supply.list-*',
      'supply.get-*',
      'imports.*',
    ],
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
      'supply.transfer-between-grants',
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
      ...withoutGrants,
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
      'files.keep-thumb-page',
      'files.list-thumb-pages',
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
  const never = new Set(patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)));
  return all
    .filter(
      ({ name, opens }) => !never.has(name) && patterns.some((pattern) => matches(pattern, name) && (opens === null || pattern === name)),
    )
    .map(({ name }) => name);
}

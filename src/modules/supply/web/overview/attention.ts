import { needing } from '#foundation/web/attention.ts';
import type { Attention, AttentionItem } from '#foundation/web/attention.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import type { Need } from '../../contract/overview/needs.ts';

const told: readonly { readonly need: Need; readonly tone: AttentionItem['tone']; readonly path: string }[] = [
  { need: 'requestsToApprove', tone: 'person', path: '/supply/requests?states=submitted' },
  { need: 'casesOverdue', tone: 'person', path: '/supply/discrepancies?state=open&sort=dueOn' },
  { need: 'listsClosing', tone: 'person', path: '/supply/notifications?state=draft' },
  { need: 'arrivalsLate', tone: 'person', path: '/supply/arrivals?state=late' },
  { need: 'trucksTurnedBack', tone: 'person', path: '/supply/trucks' },
  { need: 'trucksToReceive', tone: 'waiting', path: '/supply/incoming' },
  { need: 'papersToCheck', tone: 'waiting', path: '/supply/incoming?tab=papers' },
  { need: 'sheetsToCheck', tone: 'waiting', path: '/supply/shipments?sheetsToCheck=yes' },
  { need: 'receiptsToCheck', tone: 'waiting', path: '/supply/receipts?toCheck=yes' },
  { need: 'countsToCheck', tone: 'waiting', path: '/supply/counts?sheetsToCheck=yes' },
  { need: 'casesDue', tone: 'waiting', path: '/supply/discrepancies?state=open' },
  { need: 'backOrders', tone: 'waiting', path: '/supply/back-orders?hope=yes' },
  { need: 'lotsExpiring', tone: 'waiting', path: '/goods/stock?by=item,lot,root&sort=expiresOn' },
  { need: 'grantsEnding', tone: 'waiting', path: '/supply/pipeline?by=item,grant&sort=daysLeft' },
];

/** Trucks to receive, lists that close, differences whose day nears, back-orders that can be met, lots and grants that end. */
const attention: Attention = async ({ client, session, signal }) => {
  if (!session.can(getNeeds.permission)) return [];
  const counts = await client.ask(getNeeds, {}, signal);
  return needing(
    told.map(({ need, tone, path }) => ({
      id: `supply.${need}`,
      words: `supply.needs-${need}`,
      count: counts[need],
      tone,
      path: need === 'lotsExpiring' ? `${path}&expiringBy=${counts.lotsBy}` : path,
    })),
  );
};
export default attention;

import { decideDemand, receiveDemand } from '#kernel/demands/contract/demands.ts';
import type { Ids } from './organisations.ts';
import type { Player } from './player.ts';

/** Two demands for data: one decided with its grounds, one that waits. */
export async function receiveDemands(player: Player, orgIds: Ids, userIds: Ids): Promise<void> {
  const decided = player.id();
  player.at('2023-05-09T10:20:00Z');
  player.as(userIds.get('store')!);
  await player.do(receiveDemand, {
    demandId: decided,
    who: 'An officer of the district, who left no name (demo)',
    channel: 'visit',
    classes: ['persons', 'exact-sites'],
    asks: 'The list of every family that received kits in the last two weeks, with phone numbers. He named no law. (demo)',
    dueOn: '2023-05-12',
  });
  player.at('2023-05-10T08:40:00Z');
  player.as(userIds.get('head')!);
  await player.do(decideDemand, {
    demandId: decided,
    decisionId: player.id(),
    outcome: 'in-part',
    grounds: 'Law 6698, article 5: no legal basis was shown for personal data. Adviser of the sub-office heard. (demo)',
    gives: 'The number of kits handed out per district and week, on paper, signed by the head of office.',
  });
  player.at('2023-08-18T13:05:00Z');
  player.as(userIds.get('dispatch')!);
  const authority = orgIds.get('authority');
  await player.do(receiveDemand, {
    demandId: player.id(),
    ...(authority ? { orgId: authority } : {}),
    who: 'Secretary of the commission, by registered letter (demo)',
    channel: 'letter',
    classes: ['figures', 'organisations'],
    asks: 'Quantities that crossed in July by partner, for the commission’s yearly report. (demo)',
    dueOn: '2023-08-25',
  });
  player.as(null);
}

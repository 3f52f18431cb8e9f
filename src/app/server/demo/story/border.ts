import { answerNotification, openNotification, sendNotification } from '#modules/supply/contract/transport/border.ts';
import { dayAfter, hourOf } from './schedule.ts';
import type { Schedule } from './schedule.ts';

/** The trucks that are to cross, by gate and day, as dispatch collects them for its lists. */
export interface Crossings {
  list(gate: string, day: string, legId: string): void;
  /** The authority will refuse this truck. */
  refuse(legId: string): void;
  trucks(gate: string, day: string): readonly string[];
  isRefused(legId: string): boolean;
}
export function newCrossings(): Crossings {
  const lists = new Map<string, string[]>();
  const refused = new Set<string>();
  return {
    list: (gate, day, legId) => void lists.set(`${gate} ${day}`, [...(lists.get(`${gate} ${day}`) ?? []), legId]),
    refuse: (legId) => void refused.add(legId),
    trucks: (gate, day) => lists.get(`${gate} ${day}`) ?? [],
    isRefused: (legId) => refused.has(legId),
  };
}

/** One list for each gate and day: sent three days before, answered the same afternoon. */
export function notify(schedule: Schedule, crossings: Crossings, gate: string, day: string): void {
  const scene = schedule.scene(`list ${gate} ${day}`);
  const notificationId = scene.player.id();
  const before = dayAfter(day, -3);
  scene.step(hourOf(before, '09:00'), 'dispatch', async (player) => {
    const legIds = [...crossings.trucks(gate, day)];
    if (legIds.length === 0) return;
    const cutOffAt = hourOf(dayAfter(day, -2), '12:00');
    await player.do(openNotification, { notificationId, office: 'GZT', crossingId: gate, crossingDay: day, cutOffAt, legIds });
    await player.do(sendNotification, { notificationId });
  });
  scene.step(hourOf(before, '15:00'), 'dispatch', async (player) => {
    const refused = crossings.trucks(gate, day).filter((legId) => crossings.isRefused(legId));
    if (crossings.trucks(gate, day).length === 0) return;
    await player.do(answerNotification, {
      notificationId,
      answer: 'accepted',
      answerRef: `GATE-${day.replaceAll('-', '')}`,
      but: refused.map((legId) => ({ legId, answer: 'refused' as const, reason: 'The plate stands on yesterday’s list too (demo)' })),
    });
  });
}

import type { Mission } from '#foundation/pipeline/context.ts';
import type { Kervan } from './compose.ts';
import { invitePractice } from './practice-people.ts';
import { practiceOf } from './practice.ts';

/** How long after a change of people or roles practice follows. */
const afterMs = 3_000;

/** Lets newcomers into practice soon after they were entered, and shuts out who has left. Ends with the returned function. */
export function keepPractice(kervan: Kervan, report: (error: Error) => void): () => Promise<void> {
  const timers = new Map<string, NodeJS.Timeout>();
  let running: Promise<unknown> = Promise.resolve();
  const follow = (parent: Mission) => {
    timers.delete(parent.slug);
    const practice = practiceOf(kervan, parent);
    if (!practice || !kervan.missions.isLoaded(practice)) return;
    running = running.then(() => invitePractice(kervan, parent, practice)).catch(report);
  };
  const soon = (parent: Mission) => {
    if (!timers.has(parent.slug))
      timers.set(
        parent.slug,
        setTimeout(() => follow(parent), afterMs),
      );
  };
  const real = kervan.missions.all().filter((mission) => !mission.practice);
  const ends = real.map((parent) => kervan.hub.subscribe(parent.slug, (rooms) => rooms.includes('access') && soon(parent)));
  real.forEach(soon);
  return async () => {
    for (const end of ends) end();
    for (const timer of timers.values()) clearTimeout(timer);
    await running;
  };
}

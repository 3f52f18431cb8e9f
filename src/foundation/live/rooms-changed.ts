import type { LogEntry } from '../pipeline/ports.ts';

/** Rooms whose screens may show something else after this command: its own, those of its events, and that of the exceptions it raised or ended. */
export function roomsChanged(entry: Pick<LogEntry, 'envelope' | 'events' | 'touches'>): string[] {
  const rooms = new Set([roomOf(entry.envelope.name), ...entry.events.map((event) => roomOf(event.name))]);
  if (entry.touches.some((touch) => touch.kind === 'exception')) rooms.add('exceptions');
  return [...rooms];
}

function roomOf(name: string): string {
  return name.split('.')[0] ?? name;
}

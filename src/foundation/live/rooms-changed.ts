import type { LogEntry } from '../pipeline/ports.ts';

/** Rooms whose screens may show something else after this command: its own, those of its events, and the exceptions it raised. */
export function roomsChanged(entry: Pick<LogEntry, 'envelope' | 'events' | 'outcome'>): string[] {
  const rooms = new Set([roomOf(entry.envelope.name), ...entry.events.map((event) => roomOf(event.name))]);
  if (entry.outcome.state === 'applied' && entry.outcome.exceptions.length > 0) rooms.add('exceptions');
  return [...rooms];
}

function roomOf(name: string): string {
  return name.split('.')[0] ?? name;
}

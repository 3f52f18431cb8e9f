import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';

/** What a room puts on the first page: it shows nothing where the reader may see nothing of it. */
export type HomeCard = ComponentType;

const cards: { name: string; Card: HomeCard }[] = [];

/** Takes the rooms' cards; called once when the app is put together. */
export function setHomeCards(rooms: readonly { readonly home?: Readonly<Record<string, () => Promise<{ default: HomeCard }>>> }[]): void {
  cards.length = 0;
  for (const room of rooms) for (const [name, load] of Object.entries(room.home ?? {})) cards.push({ name, Card: lazy(load) });
}

/** All rooms' cards, each as soon as it is there: the first page does not wait for them. */
export function HomeCards() {
  return cards.map(({ name, Card }) => (
    <Suspense key={name} fallback={null}>
      <Card />
    </Suspense>
  ));
}

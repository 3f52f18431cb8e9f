import { useEffect, useEffectEvent } from 'react';

/** Whether keys belong to what is written or chosen there, and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"], [role="menu"]') !== null;
}

export interface KeyPress {
  readonly key: string;
  /** The key's place on the board (`KeyM`): the same under Latin, Turkish and Arabic layouts. */
  readonly code: string;
}

/** What the page's keys do. */
export interface PageKeys {
  /** `g`, then a letter. */
  readonly onGo: (letter: string) => void;
  /** `?`, on an Arabic board `؟`. */
  readonly onMap: () => void;
}

/**
 * The page's keys as a machine: give it presses, it calls what they mean. Letters are read by their place on the board,
 * so that an Arabic layout needs no second map.
 * @param wait milliseconds that `g` waits for its letter.
 */
export function pageKeys(keys: PageKeys, wait = 1500): (press: KeyPress, at: number) => boolean {
  let begun = Number.NEGATIVE_INFINITY;
  return ({ key, code }, at) => {
    if (key === '?' || key === '؟') {
      keys.onMap();
      return true;
    }
    const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
    if (letter === undefined) return false;
    if (at - begun <= wait) {
      begun = Number.NEGATIVE_INFINITY;
      keys.onGo(letter);
      return true;
    }
    if (letter === 'g') begun = at;
    return letter === 'g';
  };
}

/** Listens for the page's keys while nobody types. */
export function usePageKeys(keys: PageKeys): void {
  const onGo = useEffectEvent(keys.onGo);
  const onMap = useEffectEvent(keys.onMap);
  useEffect(() => {
    const press = pageKeys({ onGo: (letter) => onGo(letter), onMap: () => onMap() });
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (press({ key: event.key, code: event.code }, event.timeStamp)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** Ctrl+K or Cmd+K, also while typing, as people expect of a palette. */
export function usePaletteKey(open: () => void): void {
  const onOpen = useEffectEvent(open);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return;
      event.preventDefault();
      onOpen();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

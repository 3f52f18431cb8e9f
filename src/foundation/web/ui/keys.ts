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

/** A scanner with a cable types faster than anybody: presses closer than this are one of its codes, and no keys of the page. */
const scanning = 55;
const later = (act: () => void): (() => void) => {
  const timer = setTimeout(act, scanning + 5);
  return () => clearTimeout(timer);
};

/**
 * The page's keys as a machine: give it presses, it calls what they mean once nothing follows at a scanner's pace. Letters
 * are read by their place on the board, so that an Arabic layout needs no second map.
 * @param wait milliseconds that `g` waits for its letter.
 */
export function pageKeys(keys: PageKeys, wait = 1500, after = later): (press: KeyPress, at: number) => boolean {
  let begun = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let forget = () => undefined as void;
  return ({ key, code }, at) => {
    if (key === 'Shift' || key === 'CapsLock') return false;
    const fast = at - last <= scanning;
    last = at;
    forget();
    if (key === '?' || key === '؟') {
      if (!fast) forget = after(keys.onMap);
      return !fast;
    }
    const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
    if (letter !== undefined && at - begun <= wait) {
      begun = Number.NEGATIVE_INFINITY;
      forget = after(() => keys.onGo(letter));
      return true;
    }
    begun = letter === 'g' && !fast ? at : Number.NEGATIVE_INFINITY;
    return letter === 'g' && !fast;
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

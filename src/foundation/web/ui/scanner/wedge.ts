import { useEffect, useEffectEvent } from 'react';
import { groupSeparator } from '#foundation/gs1.ts';
import { looksScanned, readCode } from '#foundation/scan.ts';

export interface WedgePress {
  readonly key: string;
  /** The key's place on the board, so that a code comes out right under an Arabic or Turkish layout too. */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

/** A scanner with a cable types faster than anybody. */
const fastest = 55;
/** Fewer signs in a row are a person's. */
const least = 4;

/** What a key gives on the board that scanners think they are. */
function latin({ key, code, shiftKey }: WedgePress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit) return shiftKey ? ')!@#$%^&*('[Number(digit)]! : digit;
  return (shiftKey ? shifted : plain)[code] ?? key;
}
const marks = ['Minus', 'Equal', 'Slash', 'Period', 'Comma', 'Semicolon', 'Quote', 'Backslash', 'BracketLeft', 'BracketRight', 'Backquote'];
const boardOf = (signs: string): Readonly<Record<string, string>> =>
  Object.fromEntries([['Space', ' '], ...marks.map((mark, at) => [mark, signs[at]!])]) as Record<string, string>;
const plain = boardOf("-=/.,;'\\[]`");
const shifted = boardOf('_+?><:"|{}~');

/** What was typed in one go: by the letters, and by the places of the keys. */
function wordsOf(presses: readonly WedgePress[]): string {
  const typed = presses.map((press) => (press.ctrlKey ? groupSeparator : press.key)).join('');
  const placed = presses.map((press) => (press.ctrlKey ? groupSeparator : latin(press))).join('');
  const strange = Array.from(typed).some((sign) => sign > '\u007f');
  return strange || (readCode(typed).kind === 'plain' && looksScanned(placed)) ? placed : typed;
}

/**
 * A scanner as a machine: give it presses, at Enter it answers what was scanned; undefined while it was, or may be, a
 * person. Times are milliseconds.
 */
export function wedgeReader(): (press: WedgePress, at: number) => string | undefined {
  let presses: WedgePress[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return (press, at) => {
    const fast = at - last <= fastest;
    if (press.key === 'Shift' || press.key === 'Control' || press.key === 'AltGraph' || press.key === 'CapsLock') return undefined;
    if (!fast) presses = [];
    last = at;
    if (press.key === 'Enter' || press.key === 'Tab') {
      const scanned = fast && presses.length >= least ? wordsOf(presses) : undefined;
      presses = [];
      return scanned;
    }
    // FNC1 comes as Ctrl+].
    const sign = press.key.length === 1 && (!press.ctrlKey || press.code === 'BracketRight');
    presses = sign ? [...presses, press] : [];
    return undefined;
  };
}

/**
 * Listens for a scanner that types. Where a field has the focus, it is left alone, unless what came can only be a code:
 * then the field gets back what stood in it before.
 */
export function useWedge(onScan: (text: string) => void, enabled = true): void {
  const tell = useEffectEvent(onScan);
  useEffect(() => {
    if (!enabled) return;
    const read = wedgeReader();
    let before: { field: HTMLInputElement | HTMLTextAreaElement; value: string; at: number } | undefined;
    const listen = (event: KeyboardEvent) => {
      const field = fieldOf(event.target);
      if (field && before?.field !== field) before = undefined;
      if (field && (!before || event.timeStamp - before.at > fastest)) before = { field, value: field.value, at: event.timeStamp };
      else if (before) before.at = event.timeStamp;
      const text = read(event, event.timeStamp);
      if (text === undefined || (isWritten(event.target) && !(field && looksScanned(text)))) return;
      // The scanner's own Enter must not press the button that happens to have the focus.
      event.preventDefault();
      event.stopPropagation();
      if (field && before) restore(field, before.value);
      tell(text);
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, [enabled]);
}

const isWritten = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable=""], [contenteditable="true"]') !== null;
const fieldOf = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;

/** Puts a field's former words back in a way that React hears of. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

import { useEffect, useEffectEvent, useRef } from 'react';
import type { RefObject } from 'react';

const fields = 'input:not([type=hidden]):not([tabindex="-1"]):not([disabled]), select:not([disabled])';
const shown = (field: HTMLElement) => field.closest('details:not([open])') === null;

/** Enter goes to the next field, as clerks know it; buttons, lists that are open and long texts keep their Enter. */
function stepField(event: KeyboardEvent, form: HTMLElement): void {
  const from = event.target;
  if (event.key !== 'Enter' || event.defaultPrevented || event.altKey || event.shiftKey) return;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
  if (from.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  const all = [...form.querySelectorAll<HTMLElement>(fields)].filter(shown);
  const next = all[all.indexOf(from) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select(); // as by Tab: what is typed takes the place of what was copied down
}

/** The form's keys, also while somebody types. They are heard after the fields have taken theirs. */
export function useFormKeys(form: RefObject<HTMLElement | null>, keys: { readonly onAdd: () => void; readonly onSend: () => void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!form.current || !(event.target instanceof Node) || !form.current.contains(event.target)) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && (event.key === 'Enter' || event.code === 'KeyS')) {
      event.preventDefault();
      if (event.key === 'Enter') keys.onAdd();
      else keys.onSend();
    } else stepField(event, form.current);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** The first field of the person that is open gets the hand when another one is opened or begun. */
export function useFirstField(form: RefObject<HTMLElement | null>, count: number, open: number): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) form.current?.querySelector<HTMLInputElement>('[data-member-first]')?.focus();
    first.current = false;
  }, [form, count, open]);
}

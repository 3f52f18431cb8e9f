import { Modal as Dialog } from '@mantine/core';
import type { ModalProps } from '@mantine/core';

/** A dialog that begins where something is to be filled in, and not at the cross that closes it. */
export function Modal({ children, ...props }: ModalProps) {
  return (
    <Dialog {...props}>
      <div ref={markFirst}>{children}</div>
    </Dialog>
  );
}

/** The dialog looks for this mark once all of it stands. */
function markFirst(body: HTMLDivElement | null): void {
  if (!body || body.querySelector('[data-autofocus]')) return;
  body
    .querySelector('input:not([type=hidden]):not([type=file]):not([disabled]), select:not([disabled]), textarea:not([disabled])')
    ?.setAttribute('data-autofocus', 'true');
}

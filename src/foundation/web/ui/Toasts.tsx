import { VisuallyHidden } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useT } from '#foundation/web/i18n.ts';
import '@mantine/notifications/styles.css';

/** The frame of short messages. */
export default function Toasts() {
  return <Notifications position="bottom-center" autoClose={6000} />;
}

/** What the cross does, for those who hear it. */
function CloseWords() {
  return <VisuallyHidden>{useT()('ui.close')}</VisuallyHidden>;
}

/** Shows one; those shown before the frame stands wait for it. The same words twice are one message. */
export function show(message: string, tone: 'settled' | 'person'): void {
  notifications.show({ id: `${tone} ${message}`, message, color: tone, closeButtonProps: { children: <CloseWords /> } });
}

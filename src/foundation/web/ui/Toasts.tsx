import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** The frame of short messages. */
export default function Toasts() {
  return <Notifications position="bottom-center" autoClose={6000} />;
}

/** Shows one; those shown before the frame stands wait for it. */
export function show(message: string, tone: 'settled' | 'person'): void {
  notifications.show({ message, color: tone });
}

import { notifications } from '@mantine/notifications';

/** Says shortly that something was done. */
export function tell(message: string, tone: 'settled' | 'person' = 'settled'): void {
  notifications.show({ message, color: tone });
}

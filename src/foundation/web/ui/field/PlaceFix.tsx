import { Button, Group, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useT } from '#foundation/web/i18n.ts';

/** Where the phone stood; metres of doubt with it. */
export interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly accuracyM: number;
}
type State = 'none' | 'looking' | 'denied' | 'lost';

/** Milliseconds within which a phone under the sky finds itself, or will not. */
const patience = 20_000;

/** The place, when the person gives it: never asked for by itself, and worth no less when it is refused. */
export function PlaceFix({ value, onChange }: { value: Fix | undefined; onChange: (fix: Fix | undefined) => void }) {
  const t = useT();
  const intl = useIntl();
  const [state, setState] = useState<State>('none');
  const look = () => {
    if (!navigator.geolocation) return setState('lost');
    setState('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('none');
        onChange({
          lat: rounded(coords.latitude),
          lon: rounded(coords.longitude),
          accuracyM: Math.min(100_000, Math.ceil(coords.accuracy)),
        });
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'lost'),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 60_000 },
    );
  };
  return (
    <div>
      <Group gap="xs" grow>
        <Button
          size="lg"
          variant="default"
          loading={state === 'looking'}
          leftSection={<IconMapPin size={22} stroke={1.75} aria-hidden />}
          onClick={look}
        >
          {t(value ? 'ui.place-again' : 'ui.place-add')}
        </Button>
        {value && (
          <Button size="lg" variant="subtle" onClick={() => onChange(undefined)}>
            {t('ui.place-drop')}
          </Button>
        )}
      </Group>
      <Text size="sm" c={state === 'denied' || state === 'lost' ? 'waiting' : 'dimmed'} mt={4} role="status">
        {value && state === 'none'
          ? t('ui.place-found', { metres: intl.formatNumber(value.accuracyM) })
          : t(state === 'none' ? 'ui.place-hint' : `ui.place-${state}`)}
      </Text>
    </div>
  );
}

/** Five decimal places are a metre: more would only pretend. */
const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000;

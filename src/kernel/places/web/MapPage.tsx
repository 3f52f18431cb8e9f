import { useNavigate } from '@tanstack/react-router';
import { Suspense, lazy, useMemo, useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useMapLayers } from '#foundation/web/MapLayers.tsx';
import type { Language } from '#foundation/web/session.ts';
import { useCan } from '#foundation/web/session.ts';
import { Box, Button, Group, Page, Paper, PrintButton, Text, Waiting } from '#foundation/web/ui/index.ts';
import { listBoundaries } from '../contract/boundaries.ts';
import { listCrossings } from '../contract/crossings.ts';
import { listSites } from '../contract/sites.ts';
import { nameOf } from './names.ts';

const MapView = lazy(() => import('#foundation/web/ui/map/MapView.tsx'));
const families = ['mission', 'goods', 'people', 'services', 'border'] as const;
const colours = { mission: '#14527A', goods: '#E69F00', people: '#CC79A7', services: '#009E73', border: '#56B4E9', gates: '#2F7D4F' };

/** The map of the mission: offices, stores, settlements, centres and gates. */
export default function MapPage() {
  const t = useT();
  const navigate = useNavigate();
  const language = document.documentElement.lang as Language;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const sites = useAsk(listSites, { limit: 1000, status: 'open' }, { enabled: useCan('places.list-sites') });
  const gates = useAsk(listCrossings, {});
  const boundaries = useAsk(listBoundaries, {});
  const layers = useMapLayers();
  const points = useMemo(
    () => [
      ...(sites.data?.rows ?? [])
        .filter((site) => site.lat !== null && !hidden.has(site.family))
        .map((site) => ({
          id: site.id,
          kind: 'site',
          name: nameOf(site, language),
          lat: site.lat!,
          lon: site.lon!,
          group: site.family,
          vague: site.precision === 'area',
        })),
      ...(hidden.has('gates')
        ? []
        : (gates.data?.rows ?? []).map((gate) => ({
            id: gate.id,
            kind: 'crossing',
            name: language === 'ar' ? gate.nameAr : language === 'tr' ? gate.nameTr : gate.nameEn,
            lat: gate.lat,
            lon: gate.lon,
            group: `gate-${gate.today.status === 'open' || gate.today.status === 'unknown' ? gate.today.status : 'closed'}`,
          }))),
    ],
    [sites.data, gates.data, hidden, language],
  );
  const flip = (key: string) => setHidden((now) => new Set(now.has(key) ? [...now].filter((item) => item !== key) : [...now, key]));
  return (
    <Page
      title={t('page.places.map')}
      subtitle={t('places.map-text', { count: points.length })}
      fill
      actions={<PrintButton paper="places.map" input={{ hidden: [...hidden] }} />}
    >
      <Group gap="xs">
        {[...families, 'gates' as const].map((key) => (
          <Button
            key={key}
            size="xs"
            variant={hidden.has(key) ? 'subtle' : 'default'}
            color="gray"
            aria-pressed={!hidden.has(key)}
            onClick={() => flip(key)}
            leftSection={
              <span
                style={{
                  width: 10,
                  height: 10,
                  borderRadius: 5,
                  background: hidden.has(key) ? 'transparent' : colours[key],
                  border: `2px solid ${colours[key]}`,
                }}
              />
            }
          >
            {t(`places.family-${key}`)}
          </Button>
        ))}
        <Text size="xs" c="dimmed">
          {t('places.vague')}
        </Text>
      </Group>
      {layers.controls}
      <Paper style={{ flex: 1, minHeight: 320, overflow: 'hidden' }}>
        <Suspense fallback={<Waiting />}>
          <Box h="100%">
            {boundaries.isPending ? (
              <Waiting />
            ) : (
              <MapView
                {...(boundaries.data ? { own: boundaries.data.rows } : {})}
                language={language}
                points={points}
                lines={layers.lines}
                disclaimer={t('places.disclaimer')}
                onOpen={({ kind, id }) => void navigate({ to: kind === 'site' ? `/places/sites/${id}` : '/places/crossings' })}
                onArea={(pcode) => void navigate({ to: `/places/areas/${pcode}` })}
              />
            )}
          </Box>
        </Suspense>
      </Paper>
    </Page>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Figure, Group, Paper, SimpleGrid, Stack, Status, Text, Title } from '#foundation/web/ui/index.ts';
import { listCrossings } from '../contract/crossings.ts';
import type { CrossingRow } from '../contract/crossings.ts';
import { listSites } from '../contract/sites.ts';

/** How many sites are open, and what the crossings say today. */
export default function HomeCard() {
  const t = useT();
  const intl = useIntl();
  const session = useSession();
  const navigate = useNavigate();
  const sites = useAsk(listSites, { limit: 1, status: 'open' }, { enabled: session.can('places.list-sites') });
  const crossings = useAsk(listCrossings, {}, { enabled: session.can('places.search') });
  const noted = (crossings.data?.rows ?? []).filter((gate) => gate.today.status !== 'unknown');
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {sites.data && (
          <Figure
            label={t('places.home-sites')}
            value={intl.formatNumber(sites.data.total)}
            onOpen={() => void navigate({ to: '/places/sites' })}
          />
        )}
        {crossings.data && (
          <Figure
            label={t('places.home-gates-open')}
            value={`${intl.formatNumber(noted.filter((gate) => gate.today.status === 'open').length)} / ${intl.formatNumber(noted.length)}`}
            onOpen={() => void navigate({ to: '/places/crossings' })}
          />
        )}
      </SimpleGrid>
      {noted.length > 0 && <Crossings gates={noted} />}
    </>
  );
}

type Gate = z.output<typeof CrossingRow>;

function Crossings({ gates }: { gates: readonly Gate[] }) {
  const t = useT();
  const intl = useIntl();
  return (
    <Paper p="md">
      <Title order={3} mb="xs">
        {t('places.home-crossings')}
      </Title>
      <Stack gap="xs">
        {gates.map((gate) => (
          <Group key={gate.id} justify="space-between" gap={4}>
            <Text>
              <bdi>{document.documentElement.lang === 'ar' ? gate.nameAr : `${gate.nameEn} / ${gate.nameTr}`}</bdi>
            </Text>
            <Group gap="sm" wrap="nowrap">
              {gate.today.authorisedTo && (
                <Text size="sm" c="dimmed">
                  {t('places.authorised-to', {
                    day: intl.formatDate(`${gate.today.authorisedTo}T12:00:00Z`, { day: 'numeric', month: 'long', year: 'numeric' }),
                  })}
                </Text>
              )}
              <Status tone={gate.today.status === 'open' ? 'settled' : 'person'}>{t(`places.gate-${gate.today.status}`)}</Status>
            </Group>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Anchor, Figure, Group, Page, Paper, SimpleGrid, Stack, Status, Text, Title } from '#foundation/web/ui/index.ts';
import { listCrossings } from '#kernel/places/contract/crossings.ts';
import { listSites } from '#kernel/places/contract/sites.ts';
import { navigation } from '../shell/nav.ts';
import { PageIcon } from '../shell/PageIcon.tsx';

/** What needs this person today, and the ways on. */
export default function HomePage() {
  const t = useT();
  const intl = useIntl();
  const session = useSession();
  const navigate = useNavigate();
  const sites = useAsk(listSites, { limit: 1, status: 'open' }, { enabled: session.can('places.list-sites') });
  const crossings = useAsk(listCrossings, {}, { enabled: session.can('places.search') });
  const noted = (crossings.data?.rows ?? []).filter((gate) => gate.today.status !== 'unknown');
  return (
    <Page title={t('home.title', { name: session.user.name })} subtitle={session.mission.name}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {sites.data && (
          <Figure
            label={t('home.sites')}
            value={intl.formatNumber(sites.data.total)}
            onOpen={() => void navigate({ to: '/places/sites' })}
          />
        )}
        {crossings.data && (
          <Figure
            label={t('home.gates-open')}
            value={`${intl.formatNumber(noted.filter((gate) => gate.today.status === 'open').length)} / ${intl.formatNumber(noted.length)}`}
            onOpen={() => void navigate({ to: '/places/crossings' })}
          />
        )}
      </SimpleGrid>
      {noted.length > 0 && (
        <Paper p="md">
          <Title order={3} mb="xs">
            {t('home.crossings')}
          </Title>
          <Stack gap="xs">
            {noted.map((gate) => (
              <Group key={gate.id} justify="space-between" gap={4}>
                <Text>
                  <bdi>{document.documentElement.lang === 'ar' ? gate.nameAr : `${gate.nameEn} / ${gate.nameTr}`}</bdi>
                </Text>
                <Group gap="sm" wrap="nowrap">
                  {gate.today.authorisedTo && (
                    <Text size="sm" c="dimmed">
                      {t('places.authorised-to', {
                        day: intl.formatDate(`${gate.today.authorisedTo}T12:00:00Z`, { day: 'numeric', month: 'long' }),
                      })}
                    </Text>
                  )}
                  <Status tone={gate.today.status === 'open' ? 'settled' : 'person'}>{t(`places.gate-${gate.today.status}`)}</Status>
                </Group>
              </Group>
            ))}
          </Stack>
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
        {navigation(session).map(({ area, pages }) => (
          <Paper key={area} p="md">
            <Title order={3} mb="xs">
              {t(`area.${area}`)}
            </Title>
            <Stack gap={6}>
              {pages.map((page) => (
                <Anchor
                  key={page.path}
                  href={page.path}
                  onClick={(event) => {
                    event.preventDefault();
                    void navigate({ to: page.path });
                  }}
                >
                  <Group gap="xs">
                    <PageIcon name={page.nav!.icon} />
                    {t(`page.${page.name}`)}
                  </Group>
                </Anchor>
              ))}
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
    </Page>
  );
}

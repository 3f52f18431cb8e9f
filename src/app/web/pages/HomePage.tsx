import { useNavigate } from '@tanstack/react-router';
import { HomeCards } from '#foundation/web/HomeCards.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useSession } from '#foundation/web/session.ts';
import { Anchor, Group, Page, Paper, SimpleGrid, Stack, Title } from '#foundation/web/ui/index.ts';
import { NeedsYou } from './NeedsYou.tsx';
import { navigation } from '../shell/nav.ts';
import { PageIcon } from '../shell/PageIcon.tsx';

/** What needs this person today, and the ways on. */
export default function HomePage() {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  return (
    <Page title={t('home.title', { name: session.user.name })} subtitle={session.mission.name}>
      <NeedsYou />
      <HomeCards />
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

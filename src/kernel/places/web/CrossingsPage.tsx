import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Button,
  CommandForm,
  Group,
  Modal,
  Page,
  Paper,
  ProblemNotice,
  SimpleGrid,
  Stack,
  Status,
  Text,
  Title,
  Waiting,
  tell,
} from '#foundation/web/ui/index.ts';
import { listCrossings, setCrossingStatus } from '../contract/crossings.ts';
import { crossingsImport } from '../contract/imports.ts';
import { ImportButton } from './ImportButton.tsx';

/** The border gates and what was said of their days. */
export default function CrossingsPage() {
  const t = useT();
  const intl = useIntl();
  const list = useAsk(listCrossings, {});
  const [asked, setAsked] = useState<string | null>(null);
  if (list.error)
    return (
      <Page title={t('page.places.crossings')}>
        <ProblemNotice problem={list.error.body} />
      </Page>
    );
  if (!list.data) return <Waiting />;
  const day = (text: string) => intl.formatDate(`${text}T12:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const may = list.data.abilities.includes(setCrossingStatus.name);
  return (
    <Page title={t('page.places.crossings')} subtitle={t('places.crossings-text')} actions={<ImportButton of={crossingsImport} />}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {list.data.rows.map((gate) => (
          <Paper key={gate.id} p="md">
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Title order={3}>
                  <bdi>{document.documentElement.lang === 'ar' ? gate.nameAr : gate.nameEn}</bdi>
                </Title>
                <Text size="sm" c="dimmed">
                  <bdi>{gate.nameTr}</bdi>
                </Text>
              </div>
              <Status
                tone={
                  gate.today.status === 'open'
                    ? 'settled'
                    : gate.today.status === 'unknown'
                      ? 'stopped'
                      : gate.today.status === 'restricted'
                        ? 'waiting'
                        : 'person'
                }
              >
                {t(`places.gate-${gate.today.status}`)}
              </Status>
            </Group>
            <Stack gap={4} mt="sm">
              {gate.days.slice(0, 4).map((word) => (
                <Text key={word.commandId} size="sm">
                  {t('places.gate-word', { status: t(`places.gate-${word.status}`), from: day(word.fromDay) })}
                  {word.authorisedTo && (
                    <Text span c="dimmed">
                      , {t('places.authorised-to', { day: day(word.authorisedTo) })}
                    </Text>
                  )}{' '}
                  <Text span c="dimmed" size="xs">
                    <bdi>{word.source}</bdi>
                  </Text>
                </Text>
              ))}
              {gate.days.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('places.gate-silent')}
                </Text>
              )}
            </Stack>
            {may && (
              <Button mt="sm" size="xs" variant="default" onClick={() => setAsked(gate.id)}>
                {t('command.places.set-crossing-status')}
              </Button>
            )}
          </Paper>
        ))}
      </SimpleGrid>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t('command.places.set-crossing-status')}>
        <CommandForm
          def={setCrossingStatus}
          fixed={{ crossingId: asked }}
          initial={{ status: 'open' }}
          onCancel={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            tell(t('places.noted'));
            void list.refetch();
          }}
          fields={[
            {
              name: 'status',
              kind: 'choice',
              label: t('column.places.list-sites.status'),
              required: true,
              choices: (['open', 'restricted', 'closed'] as const).map((value) => ({ value, label: t(`places.gate-${value}`) })),
            },
            { name: 'fromDay', kind: 'date', label: t('field.from'), required: true },
            { name: 'toDay', kind: 'date', label: t('field.to') },
            { name: 'authorisedTo', kind: 'date', label: t('places.authorised-until') },
            { name: 'source', kind: 'text', label: t('places.source'), required: true },
          ]}
        />
      </Modal>
    </Page>
  );
}

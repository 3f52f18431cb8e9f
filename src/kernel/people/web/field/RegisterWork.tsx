import { useState } from 'react';
import { useIntl } from 'react-intl';
import { newId } from '#foundation/ids.ts';
import { useField, useFieldQueue } from '#foundation/web/field.ts';
import type { QueuedRecord } from '#foundation/web/field.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Button, Group, Paper, Stack, Status, Text, Title, useStep } from '#foundation/web/ui/index.ts';
import type { StatusTone } from '#foundation/web/ui/index.ts';
import type * as z from 'zod';
import type { RegisterPack } from '../../contract/field/register.ts';
import { registerHousehold } from '../../contract/register.ts';
import { draftFrom, toRegistration } from '../../domain/field/draft.ts';
import type { HouseholdDraft } from '../../domain/field/draft.ts';
import { numberOf } from '../../domain/numbers.ts';
import { HouseholdWizard, beginHousehold } from './HouseholdWizard.tsx';
import { nameIn } from './words.ts';

/** The household in hand, kept while the app is open: the phone's back button does not lose it. */
const inHand: { draft: HouseholdDraft | null } = { draft: null };
const hold = (draft: HouseholdDraft | null): void => {
  inHand.draft = draft;
};

export function RegisterWork({ pack }: { pack: RegisterPack }) {
  const t = useT();
  const intl = useIntl();
  const field = useField();
  const language = intl.locale.slice(0, 2);
  const [step, go] = useStep<'household'>();
  const [draft, setDraft] = useState(inHand.draft);
  const [kept, setKept] = useState<string | null>(null);
  const records = useFieldQueue({ names: [registerHousehold.name] });
  const today = field.now().toISOString().slice(0, 10);
  const put = (next: HouseholdDraft | null) => {
    hold(next);
    setDraft(next);
  };
  const begin = (next: HouseholdDraft) => {
    put(next);
    setKept(null);
    go('household');
  };
  const keep = async () => {
    if (!draft) return;
    const told = { today, consentText: pack.consentText, language: (['tr', 'ar'].includes(language) ? language : 'en') as 'en', newId };
    const number = numberOf('H', draft.householdId);
    const subject = { kind: 'household', id: draft.householdId };
    await field.record(registerHousehold, toRegistration(draft, told), { subject, title: number });
    put(null);
    setKept(number);
    go(null);
  };
  if (step === 'household' && draft)
    return <HouseholdWizard pack={pack} today={today} draft={draft} onChange={put} onKeep={keep} onLeave={() => go(null)} />;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2} size="h2">
          <bdi>{nameIn(pack.site?.names ?? pack.area.names, language)}</bdi>
        </Title>
        <Text size="xl" fw={700} className="kv-number">
          {intl.formatNumber(records.length)}
        </Text>
      </Group>
      <Text>{t('people.field-told', { count: records.length })}</Text>
      {kept && (
        <Alert color="settled" title={t('people.field-kept')}>
          <Text size="xl" fw={700}>
            <bdi className="kv-code">{kept}</bdi>
          </Text>
          {t('people.field-kept-text')}
        </Alert>
      )}
      {draft && (
        <Button size="xl" onClick={() => go('household')}>
          {t('people.field-go-on')}
        </Button>
      )}
      <Button size="xl" h={72} variant={draft ? 'default' : 'filled'} onClick={() => begin(beginHousehold(pack))}>
        {t('people.field-new-household')}
      </Button>
      {pack.searchKey === null && <Text size="sm">{t('people.field-no-search')}</Text>}
      <Told records={records} onAgain={(record) => begin(draftFrom(record.input as z.input<typeof registerHousehold.input>, newId))} />
    </Stack>
  );
}

const tones: Readonly<Record<QueuedRecord['state'], StatusTone>> = {
  kept: 'waiting',
  sent: 'waiting',
  applied: 'settled',
  refused: 'person',
  waits: 'person',
};

/** What this phone registered, the latest first; what did not go through can be put right and told anew. */
function Told({ records, onAgain }: { records: readonly QueuedRecord[]; onAgain: (record: QueuedRecord) => void }) {
  const t = useT();
  const pairs = (record: QueuedRecord) => (record.result as { pairs?: number; disputed?: number } | undefined) ?? {};
  return (
    <Stack gap="xs">
      {records
        .toReversed()
        .slice(0, 50)
        .map((record) => (
          <Paper key={record.id} withBorder p="sm">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Text fw={600}>
                <bdi className="kv-code">{record.title}</bdi>
              </Text>
              <Status tone={tones[record.state]}>{t(`people.field-state-${record.state}`)}</Status>
            </Group>
            <Text size="sm">{t('people.field-persons', { count: (record.input['members'] as unknown[]).length })}</Text>
            {((pairs(record).pairs ?? 0) > 0 || (pairs(record).disputed ?? 0) > 0) && (
              <Text size="sm" c="waiting">
                {t('people.field-match-desk')}
              </Text>
            )}
            {record.why && (
              <Text size="sm" c="person">
                {t(`problem.${record.why.type}`, record.why.figures as Record<string, string>)}
              </Text>
            )}
            {record.state === 'refused' && (
              <Button mt="xs" size="md" variant="default" onClick={() => onAgain(record)}>
                {t('people.field-again')}
              </Button>
            )}
          </Paper>
        ))}
    </Stack>
  );
}

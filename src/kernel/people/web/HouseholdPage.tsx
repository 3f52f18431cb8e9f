import { useNavigate, useParams } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type * as z from 'zod';
import { RecordFrame, RecordOf } from '#foundation/web/RecordFrame.tsx';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Facts, Group, Stack, Status, Text, When, crumb } from '#foundation/web/ui/index.ts';
import { getHousehold } from '../contract/queries.ts';
import { Cards } from './Cards.tsx';
import { HouseholdDialogs, householdActs } from './HouseholdDialogs.tsx';
import type { HouseholdAsks } from './HouseholdDialogs.tsx';
import { Members } from './Members.tsx';
import { Reads } from './Reads.tsx';
import { useAsked } from './useAsked.ts';
import { HouseholdStatus, placeIn, useDays } from './words.tsx';

export type Household = z.output<typeof getHousehold.output>;

/** One household: who belongs to it, where it lives, its card, and what can be done. */
export default function HouseholdPage() {
  const t = useT();
  const { householdId } = useParams({ strict: false }) as { householdId: string };
  const asked = useAsk(getHousehold, { householdId });
  return (
    <RecordOf asked={asked} title={t('page.people.household')}>
      {(at) => <Shown key={at.id} at={at} onDone={() => void asked.refetch()} />}
    </RecordOf>
  );
}

function Shown({ at, onDone }: { at: Household; onDone: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const dialogs = useAsked<HouseholdAsks>(onDone);
  return (
    <RecordFrame
      title={
        <span className="kv-code" style={{ fontSize: 'inherit' }}>
          {at.number}
        </span>
      }
      subtitle={
        <Group gap="xs" component="span">
          {at.withdrawal ? <Status tone="stopped">{t('people.status-withdrawn')}</Status> : <HouseholdStatus status={at.status} />}
          {at.restricted && <Status tone="person">{t('people.restricted')}</Status>}
          {at.attested && <Status tone="waiting">{t('people.attested')}</Status>}
          {at.spotCheck && <Status tone="waiting">{t('people.spot-check')}</Status>}
        </Group>
      }
      crumbs={[crumb(t('page.people.households'), '/people/households', navigate)]}
      subject={{ kind: 'household', id: at.id }}
      acts={householdActs}
      abilities={at.abilities}
      nothingUsual
      onAsk={dialogs.ask}
      notice={at.withdrawal ? <Withdrawn of={at.withdrawal} /> : <Flags of={at.flags} />}
      factsWidth={4}
      facts={
        <Stack>
          <Where at={at} />
          <Cards at={at} onAsk={dialogs.ask} />
        </Stack>
      }
      dialogs={<HouseholdDialogs at={at} {...dialogs} />}
    >
      <Stack>
        <Members at={at} onDone={onDone} />
        <Reads kind="household" id={at.id} />
      </Stack>
    </RecordFrame>
  );
}

function Where({ at }: { at: Household }) {
  const t = useT();
  const { locale } = useIntl();
  const { moment } = useDays();
  return (
    <Facts
      items={[
        {
          label: t('people.field-place'),
          value: (
            <>
              <bdi>{placeIn(at.areaNames, locale)}</bdi>
              {at.siteNames && (
                <Text size="sm">
                  <bdi>{placeIn(at.siteNames, locale)}</bdi>
                </Text>
              )}
            </>
          ),
        },
        { label: t('people.field-address'), value: at.address ? <bdi>{at.address}</bdi> : null },
        { label: t('people.how-registered'), value: t(`people.source-${at.source}`) },
        {
          label: t('people.field-registered'),
          value: (
            <>
              {moment(at.registeredAt)}
              <Text size="xs" c="dimmed">
                <bdi>{at.registeredBy}</bdi>
              </Text>
            </>
          ),
        },
      ]}
    />
  );
}

function Withdrawn({ of }: { of: NonNullable<Household['withdrawal']> }) {
  const t = useT();
  return (
    <Alert color="stopped" title={t('people.withdrawn-title')}>
      <Text size="sm">
        <bdi>{of.by}</bdi>, <When at={of.at} />
      </Text>
      <Text size="sm" dir="auto">
        {of.reason ?? t('people.erased-name')}
      </Text>
    </Alert>
  );
}

function Flags({ of }: { of: readonly string[] }) {
  const t = useT();
  if (of.length === 0) return null;
  return (
    <Alert color="waiting" title={t('people.flags')}>
      {of.map((flag) => (
        <Text key={flag} size="sm">
          {t(`people.flag-${flag}`)}
        </Text>
      ))}
    </Alert>
  );
}

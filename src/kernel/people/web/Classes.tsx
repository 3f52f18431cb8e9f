import type { ReactNode } from 'react';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Group, Paper, Stack, Status, Text, Title } from '#foundation/web/ui/index.ts';
import { seeClass } from '../contract/queries.ts';
import { functions, hasDisability } from '../domain/classes.ts';
import type { FieldClass } from '../domain/classes.ts';
import { useNames } from './PersonFacts.tsx';
import type { Person } from './PersonPage.tsx';
import { useDays } from './words.tsx';

/** Classes of fields that each need a right of their own. What is not opened says why, and the same whether there is anything or not. */
export function Classes({ at }: { at: Person }) {
  return (
    <>
      <Class at={at} of="identifiers">
        <Identifiers at={at} />
      </Class>
      <Class at={at} of="contacts">
        <Contacts at={at} />
      </Class>
      <Class at={at} of="needs">
        <Needs at={at} />
      </Class>
    </>
  );
}

function Class({ at, of, children }: { at: Person; of: FieldClass; children: ReactNode }) {
  const t = useT();
  const right = useCan(seeClass[of].name);
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t(`people.section-${of}`)}
      </Title>
      {at.classes.includes(of) ? (
        children
      ) : (
        <Text c="dimmed" size="sm">
          {t(right ? 'people.masked-consent' : 'people.masked-role')}
        </Text>
      )}
    </Paper>
  );
}

function None() {
  const t = useT();
  return <Text c="dimmed">{t('people.none-told')}</Text>;
}

function Identifiers({ at }: { at: Person }) {
  const t = useT();
  const { day } = useDays();
  const { country } = useNames();
  if (at.identifiers.length === 0) return <None />;
  return (
    <Stack gap="sm">
      {at.identifiers.map((one) => (
        <div key={one.id}>
          <Text size="xs" c="dimmed">
            {t(`people.identifier-${one.type}`)} · {country(one.country)}
          </Text>
          <Group gap="xs">
            <span className="kv-code">{one.value ?? t('people.erased-name')}</span>
            {one.disputed && <Status tone="person">{t('people.identifier-disputed')}</Status>}
            {one.checksumOk === false && <Status tone="waiting">{t('people.identifier-odd')}</Status>}
          </Group>
          {one.validTo && (
            <Text size="xs" c="dimmed">
              {t('people.identifier-valid', { day: day(one.validTo) })}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}

function Contacts({ at }: { at: Person }) {
  if (!at.contacts || (at.contacts.phones.length === 0 && !at.contacts.email)) return <None />;
  return (
    <Stack gap={2}>
      {[...at.contacts.phones, ...(at.contacts.email ? [at.contacts.email] : [])].map((text) => (
        <div key={text}>
          <bdi dir="ltr">{text}</bdi>
        </div>
      ))}
    </Stack>
  );
}

function Needs({ at }: { at: Person }) {
  const t = useT();
  const needs = at.needs;
  if (!needs) return <None />;
  const hard = functions.flatMap((one) => {
    const said = needs.washington?.[one];
    return said && said !== 'none' ? [{ one, said }] : [];
  });
  const asked = Object.keys(needs.washington ?? {}).length > 0;
  return (
    <Stack gap="xs">
      {hasDisability(needs.washington ? { washington: needs.washington as never } : {}) && (
        <Group>
          <Status tone="person">{t('people.needs-disability')}</Status>
        </Group>
      )}
      {hard.map(({ one, said }) => (
        <Text key={one}>
          {t(`people.function-${one}`)}: {t(`people.difficulty-${said}`)}
        </Text>
      ))}
      {asked && hard.length === 0 && <Text>{t('people.difficulty-none')}</Text>}
      {(needs.other ?? []).map((one) => (
        <Text key={one}>{t(`people.need-${one}`)}</Text>
      ))}
      {needs.note && (
        <Text>
          <bdi>{needs.note}</bdi>
        </Text>
      )}
    </Stack>
  );
}

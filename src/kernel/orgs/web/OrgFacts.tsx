import type * as z from 'zod';
import { useT } from '#foundation/web/i18n.ts';
import { useWhen } from '#foundation/web/when.ts';
import { Facts, Group, Stack, Text } from '#foundation/web/ui/index.ts';
import type { getOrganisation } from '../contract/organisations.ts';
import { ScreeningStatus, StatusOf } from './words.tsx';

/** What is known of an organisation. */
export function OrgFacts({ org }: { org: z.output<typeof getOrganisation.output> }) {
  const t = useT();
  const when = useWhen();
  const label = (key: string) => t(`orgs.field-${key}`);
  const words = (text: string | null) => (text ? <bdi>{text}</bdi> : null);
  return (
    <Facts
      items={[
        { label: t('column.orgs.list-organisations.status'), value: <StatusOf status={org.status} /> },
        {
          label: t('column.orgs.list-organisations.screening'),
          value: (
            <Group gap="xs">
              <ScreeningStatus state={org.screening} />
              {org.screenedAt && (
                <Text size="sm" c="dimmed">
                  {when(org.screenedAt)}
                </Text>
              )}
            </Group>
          ),
        },
        { label: label('nameEn'), value: words(org.nameEn) },
        { label: label('nameTr'), value: words(org.nameTr) },
        { label: label('nameAr'), value: words(org.nameAr) },
        { label: label('aliases'), value: words(org.aliases.map((row) => row.alias).join(' · ')) },
        {
          label: label('registrations'),
          value:
            org.registrations.length === 0 ? null : (
              <Stack gap={2}>
                {org.registrations.map((row) => (
                  <span key={`${row.kind}${row.number}`}>
                    {t(`orgs.registration-${row.kind}`)}{' '}
                    <span className="kv-code">
                      {row.number} ({row.country})
                    </span>
                  </span>
                ))}
              </Stack>
            ),
        },
        { label: label('country'), value: org.country && <span className="kv-code">{org.country}</span> },
        { label: label('email'), value: org.email && <span dir="ltr">{org.email}</span> },
        { label: label('phone'), value: org.phone && <span dir="ltr">{org.phone}</span> },
        { label: label('address'), value: words(org.address) },
        { label: label('website'), value: org.website && <span dir="ltr">{org.website}</span> },
        { label: t('field.note'), value: words(org.note) },
      ]}
    />
  );
}

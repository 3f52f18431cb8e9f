import { useT } from '#foundation/web/i18n.ts';
import { Checkbox, SimpleGrid, Stack, Text, TextInput } from '#foundation/web/ui/index.ts';
import type { AttestersDraft } from './attesters.ts';
import type { HouseholdDraft } from './useDraft.ts';

/** A household without papers: two people who know it say so, neither paid for it. */
export function AttestFields({ draft, set }: { draft: HouseholdDraft; set: (change: Partial<HouseholdDraft>) => void }) {
  const t = useT();
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('people.attest-text')}
      </Text>
      <Checkbox
        label={t('people.attest-on')}
        checked={draft.attested}
        onChange={(event) => set({ attested: event.currentTarget.checked })}
      />
      {draft.attested && <AttesterFields of={draft} set={set} />}
    </Stack>
  );
}

/** The two attesters, by name and who they are. */
export function AttesterFields({ of, set }: { of: AttestersDraft; set: (change: Partial<AttestersDraft>) => void }) {
  const t = useT();
  const change = (at: 0 | 1, key: 'name' | 'role', text: string) => {
    const [first, second] = of.attesters;
    set({ attesters: at === 0 ? [{ ...first, [key]: text }, second] : [first, { ...second, [key]: text }] });
  };
  return (
    <>
      {([0, 1] as const).map((at) => (
        <SimpleGrid key={at} cols={{ base: 1, xs: 2 }} spacing="xs" style={{ alignItems: 'end' }}>
          <TextInput
            label={t('people.attester-name', { n: at + 1 })}
            value={of.attesters[at].name}
            dir="auto"
            autoComplete="off"
            onChange={(event) => change(at, 'name', event.currentTarget.value)}
          />
          <TextInput
            label={t('people.attester-role')}
            value={of.attesters[at].role}
            dir="auto"
            autoComplete="off"
            onChange={(event) => change(at, 'role', event.currentTarget.value)}
          />
        </SimpleGrid>
      ))}
      <Checkbox label={t('people.none-paid')} checked={of.nonePaid} onChange={(event) => set({ nonePaid: event.currentTarget.checked })} />
    </>
  );
}

import { useT } from '#foundation/web/i18n.ts';
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '#foundation/web/ui/index.ts';
import { consentModes, purposes, recipientClasses } from '../../contract/shared.ts';
import { consentLanguages } from '../consent-languages.ts';
import type { HouseholdDraft } from './useDraft.ts';

const usual = ['registration:mission', 'assistance:mission'];

/** What the household agreed to: nothing before the clerk says so; for what, given to whom, how and in which language it was explained. */
export function ConsentFields({ draft, set }: { draft: HouseholdDraft; set: (change: Partial<HouseholdDraft>) => void }) {
  const t = useT();
  const toggle = (key: string) =>
    set({ agreed: draft.agreed.includes(key) ? draft.agreed.filter((one) => one !== key) : [...draft.agreed, key] });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('people.consent-text')}
      </Text>
      <Group>
        <Button variant="default" size="xs" onClick={() => set({ agreed: [...new Set([...draft.agreed, ...usual])] })}>
          {t('people.consent-usual')}
        </Button>
      </Group>
      <div className="kv-scroll">
        <table className="kv-table kv-matrix" aria-label={t('people.section-consents')}>
          <thead>
            <tr>
              <th scope="col" className="kv-first">
                {t('people.consent-purpose')}
              </th>
              {recipientClasses.map((recipient) => (
                <th key={recipient} scope="col">
                  {t(`people.recipient-${recipient}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {purposes.map((purpose) => (
              <tr key={purpose} className="kv-row">
                <th scope="row" className="kv-first">
                  {t(`people.purpose-${purpose}`)}
                </th>
                {recipientClasses.map((recipient) => (
                  <td key={recipient} data-label={t(`people.recipient-${recipient}`)}>
                    <Checkbox
                      aria-label={`${t(`people.purpose-${purpose}`)}: ${t(`people.recipient-${recipient}`)}`}
                      checked={draft.agreed.includes(`${purpose}:${recipient}`)}
                      onChange={() => toggle(`${purpose}:${recipient}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {draft.agreed.length === 0 && (
        <Text size="sm" c="waiting">
          {t('people.consent-nothing')}
        </Text>
      )}
      <Group gap="xs" grow maw={560}>
        <NativeSelect
          label={t('people.consent-mode')}
          value={draft.mode}
          data={consentModes.map((mode) => ({ value: mode, label: t(`people.mode-${mode}`) }))}
          onChange={(event) => set({ mode: event.currentTarget.value as HouseholdDraft['mode'] })}
        />
        <NativeSelect
          label={t('people.consent-language')}
          value={draft.language}
          data={consentLanguages.map((language) => ({ value: language, label: t(`people.language-${language}`) }))}
          onChange={(event) => set({ language: event.currentTarget.value as HouseholdDraft['language'] })}
        />
      </Group>
    </Stack>
  );
}

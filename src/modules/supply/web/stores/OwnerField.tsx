import { useState } from 'react';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { SegmentedControl, Stack, Text } from '#foundation/web/ui/index.ts';

/** Whose goods: ours, the government's, or those of an organisation. */
export function OwnerField({
  label,
  error,
  value,
  onChange,
}: {
  label: string;
  error: string | undefined;
  value: unknown;
  onChange: (owner: unknown) => void;
}) {
  const t = useT();
  const said = typeof value === 'string' ? value : '';
  const word = ['own', 'government'].includes(said);
  const [other, setOther] = useState(!word && said !== '');
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <SegmentedControl
        aria-label={label}
        value={other ? 'other' : said}
        onChange={(next) => {
          setOther(next === 'other');
          onChange(next === 'other' ? undefined : next);
        }}
        data={[
          { value: 'own', label: t('goods.owner-own') },
          { value: 'government', label: t('goods.owner-government') },
          { value: 'other', label: t('supply.owner-other') },
        ]}
      />
      {other && <RecordPicker kind="org" label={t('supply.owner-other')} error={error} value={word ? '' : said} onChange={onChange} />}
    </Stack>
  );
}

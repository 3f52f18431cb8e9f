import { useRef, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, Button, Group, ProblemNotice, Stack, Text } from '#foundation/web/ui/index.ts';
import type { FieldSpec } from '#foundation/web/ui/index.ts';
import { sectors } from '#kernel/orgs/contract/grants.ts';

/** The donor's letter as a picture or PDF; it is sent at once, so that only its number travels with the form. */
export function ConsentField({ value, onChange }: { value: string; onChange: (fileId: string) => void }) {
  const t = useT();
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy: boolean; problem: ProblemBody | null }>({ busy: false, problem: null });
  const send = async (file: File) => {
    setState({ busy: true, problem: null });
    try {
      onChange((await client.upload(file, file.name)).id);
      setState({ busy: false, problem: null });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setState({ busy: false, problem: error.body });
    }
  };
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('supply.consent-file')}
      </Text>
      {state.problem && <ProblemNotice problem={state.problem} />}
      <Group gap="sm">
        <Button variant="default" loading={state.busy} onClick={() => picker.current?.click()}>
          {t('supply.consent-choose')}
        </Button>
        {value && (
          <Anchor href={client.fileUrl(value)} target="_blank" rel="noreferrer">
            {t('supply.consent-attached')}
          </Anchor>
        )}
      </Group>
      <input
        ref={picker}
        type="file"
        accept="image/*,application/pdf"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void send(file);
        }}
      />
    </Stack>
  );
}

const pick = (name: string, kind: string, label: string): FieldSpec => ({
  name,
  kind: 'own',
  label,
  render: ({ id, error, value, onChange }) => (
    <RecordPicker kind={kind} id={id} label={label} error={error} value={typeof value === 'string' ? value : ''} onChange={onChange} />
  ),
});

/** For what the goods are meant from then on: asked of whoever moves them to a grant that is bound to some. */
export const meantFields = (t: ReturnType<typeof useT>): FieldSpec[] => [
  {
    name: 'sector',
    kind: 'choice',
    label: t('supply.transfer-sector'),
    hint: t('supply.transfer-meant-hint'),
    choices: sectors.map((value) => ({ value, label: t(`orgs.sector-${value}`) })),
  },
  pick('area', 'area', t('supply.transfer-area')),
  pick('partnerId', 'org', t('supply.transfer-partner')),
];

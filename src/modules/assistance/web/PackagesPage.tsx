import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import {
  Button,
  Group,
  ListTable,
  Modal,
  Page,
  ProblemNotice,
  Select,
  Stack,
  Status,
  TextInput,
  useBegin,
} from '#foundation/web/ui/index.ts';
import { sectors } from '#kernel/orgs/contract/grants.ts';
import { createPackage, listPackages } from '../contract/packages.ts';
import type { PackageRow } from '../contract/packages.ts';
import { PackageLinesField, lineDraft, lineInput } from './PackageLines.tsx';
import { nameIn } from './words.tsx';

/** Packages: what a household is given together. */
export default function PackagesPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayCreate = useCan(createPackage.name);
  const [creating, setCreating] = useState(false);
  useBegin(createPackage.name, () => setCreating(true));
  const open = (id: string) => void navigate({ to: `/assistance/packages/${id}` });
  const button = mayCreate && <Button onClick={() => setCreating(true)}>{t('command.assistance.create-package')}</Button>;
  return (
    <Page title={t('page.assistance.packages')} subtitle={t('assistance.packages-text')} actions={button}>
      <ListTable<PackageRow>
        query={listPackages}
        rowKey={(row) => row.id}
        searchField="search"
        onOpen={(row) => open(row.id)}
        cells={{
          names: (row) => <bdi>{nameIn(row.names)}</bdi>,
          sector: (row) => t(`orgs.sector-${row.sector}`),
          status: (row) => (
            <Status tone={row.status === 'active' ? 'settled' : 'stopped'}>{t(`assistance.package-status-${row.status}`)}</Status>
          ),
        }}
        columnFilters={{
          status: {
            kind: 'choice',
            field: 'status',
            choices: (['active', 'retired'] as const).map((value) => ({ value, label: t(`assistance.package-status-${value}`) })),
          },
        }}
        empty={{ title: t('assistance.no-packages'), text: t('assistance.no-packages-text'), action: button }}
      />
      {creating && <CreateDialog onClose={() => setCreating(false)} onDone={open} />}
    </Page>
  );
}

function CreateDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const t = useT();
  const [packageId] = useState(() => newId());
  const [text, setText] = useState({ code: '', nameEn: '', nameTr: '', nameAr: '', sector: 'nfi' });
  const [lines, setLines] = useState([lineDraft()] as readonly ReturnType<typeof lineDraft>[]);
  const { send, busy, problem } = useSend(createPackage);
  const { nameTr, nameAr, ...said } = text;
  const parsed = createPackage.input.safeParse({
    packageId,
    ...said,
    ...(nameTr ? { nameTr } : {}),
    ...(nameAr ? { nameAr } : {}),
    lines: lineInput(lines),
  });
  const save = async () => {
    if (!parsed.success) return;
    const outcome = await send(parsed.data);
    if (outcome?.state === 'applied') onDone(packageId);
  };
  return (
    <Modal opened onClose={onClose} title={t('command.assistance.create-package')} size="lg">
      <Stack>
        {problem && <ProblemNotice problem={problem} />}
        <TextInput
          label={t('column.assistance.list-packages.code')}
          description={t('assistance.code-hint')}
          withAsterisk
          value={text.code}
          onChange={(event) => setText({ ...text, code: event.currentTarget.value.toUpperCase() })}
        />
        {(['nameEn', 'nameTr', 'nameAr'] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`assistance.${key}`)}
            withAsterisk={key === 'nameEn'}
            dir="auto"
            value={text[key]}
            onChange={(event) => setText({ ...text, [key]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t('column.assistance.list-packages.sector')}
          allowDeselect={false}
          value={text.sector}
          data={sectors.map((value) => ({ value, label: t(`orgs.sector-${value}`) }))}
          onChange={(sector) => sector && setText({ ...text, sector })}
        />
        <PackageLinesField start={lines} onChange={setLines} />
        <Group>
          <Button loading={busy} disabled={!parsed.success} onClick={() => void save()}>
            {t('command.assistance.create-package')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

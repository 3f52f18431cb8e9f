import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import {
  Alert,
  Button,
  EmptyState,
  Grid,
  Group,
  Page,
  ProblemNotice,
  QuantityField,
  Select,
  Stack,
  Text,
  Waiting,
  useUrlState,
} from '#foundation/web/ui/index.ts';
import { listPlaces } from '#kernel/goods/contract/stock-places.ts';
import { previewAllocation } from '../../contract/requests/allocation.ts';
import { listRequests } from '../../contract/requests/requests.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import { ItemPicker } from './ItemPicker.tsx';
import { OpenRequests } from './OpenRequests.tsx';
import { Proposal } from './Proposal.tsx';
import type { Previewed } from './proposal.ts';
import { nameIn, useQuantities } from './words.tsx';

/** Sets goods aside for one request or for all of a day: what the rules propose, why, and what would happen if. */
export default function AllocationPage() {
  const t = useT();
  const [url, setUrl] = useUrlState();
  const places = useAsk(listPlaces, { root: true, kinds: ['warehouse', 'hub'], status: 'open', limit: 100 });
  const open = useAsk(listRequests, { open: true, sort: 'neededOn', limit: 500 });
  const [keep, setKeep] = useState<{ item: ItemBrief | null; qty: number | string | undefined }>({ item: null, qty: undefined });
  const placeId = url.get('store') ?? places.data?.rows[0]?.id ?? '';
  const chosen = (url.get('requests') ?? '').split(',').filter((id) => id !== '');
  const problem = places.error ?? open.error;
  return (
    <Page title={t('page.supply.allocation')} subtitle={t('supply.allocation-text')}>
      {problem && <ProblemNotice problem={problem.body} />}
      <Group align="flex-start" gap="md" className="kv-noprint">
        <Select
          label={t('supply.out-of-store')}
          allowDeselect={false}
          value={placeId || null}
          data={(places.data?.rows ?? []).map((place) => ({
            value: place.id,
            label: `${nameIn({ en: place.nameEn, ...(place.nameTr ? { tr: place.nameTr } : {}), ...(place.nameAr ? { ar: place.nameAr } : {}) })} (${place.code})`,
          }))}
          onChange={(id) => setUrl({ store: id ?? undefined })}
        />
        <WhatIf keep={keep} onChange={setKeep} />
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          {open.isPending && <Waiting />}
          {open.data && (
            <OpenRequests rows={open.data.rows} chosen={chosen} onChoose={(ids) => setUrl({ requests: ids.join(',') || undefined })} />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          {chosen.length === 0 ? (
            <EmptyState title={t('supply.choose-requests')}>{t('supply.choose-requests-text')}</EmptyState>
          ) : (
            placeId !== '' && <Preview placeId={placeId} requestIds={chosen} keep={keep} onDone={() => void open.refetch()} />
          )}
        </Grid.Col>
      </Grid>
    </Page>
  );
}

/** What would happen if so much of an item were kept back. */
function WhatIf({
  keep,
  onChange,
}: {
  keep: { item: ItemBrief | null; qty: number | string | undefined };
  onChange: (keep: { item: ItemBrief | null; qty: number | string | undefined }) => void;
}) {
  const t = useT();
  const { unitsOf } = useQuantities();
  return (
    <Group align="flex-start" gap="xs">
      <ItemPicker label={t('supply.what-if')} value={keep.item} onChange={(item) => onChange({ ...keep, item })} />
      {keep.item && (
        <QuantityField
          label={t('supply.quantity')}
          units={unitsOf(keep.item)}
          value={keep.qty}
          onChange={(qty) => onChange({ ...keep, qty })}
        />
      )}
    </Group>
  );
}

interface PreviewProps {
  readonly placeId: string;
  readonly requestIds: readonly string[];
  readonly keep: { readonly item: ItemBrief | null; readonly qty: number | string | undefined };
  readonly onDone: () => void;
}

function Preview({ placeId, requestIds, keep, onDone }: PreviewProps) {
  const t = useT();
  const kept = keep.item && typeof keep.qty === 'number' && keep.qty > 0 ? [{ itemId: keep.item.id, qty: keep.qty }] : [];
  const preview = useAsk(previewAllocation, { placeId, requestIds: [...requestIds], keep: kept }, { keepPrevious: true });
  // What was changed by hand stays with the proposal it was changed in, whatever others do meanwhile.
  const asked = JSON.stringify([placeId, requestIds, kept]);
  const [held, setHeld] = useState<{ asked: string; data: Previewed } | null>(null);
  if (preview.error) return <ProblemNotice problem={preview.error.body} retry={() => void preview.refetch()} />;
  if (!preview.data) return <Waiting />;
  const latest = preview.data;
  const shown = held?.asked === asked ? held.data : latest;
  const stale = JSON.stringify(shown) !== JSON.stringify(latest);
  const again = () => {
    setHeld(null);
    void preview.refetch();
  };
  return (
    <Stack>
      {kept.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('supply.what-if-shown')}
        </Text>
      )}
      {stale && (
        <Alert color="waiting" title={t('supply.proposal-stale')}>
          <Button variant="default" size="xs" onClick={again}>
            {t('supply.look-again')}
          </Button>
        </Alert>
      )}
      <Proposal
        key={JSON.stringify(shown)}
        placeId={placeId}
        preview={shown}
        onTouched={() => setHeld({ asked, data: shown })}
        onDone={() => {
          again();
          onDone();
        }}
        onStale={again}
      />
    </Stack>
  );
}

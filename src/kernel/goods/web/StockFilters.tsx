import { RecordName } from '#foundation/web/RecordName.tsx';
import { RecordPicker } from '#foundation/web/RecordPicker.tsx';
import { useT } from '#foundation/web/i18n.ts';
import { useCan } from '#foundation/web/session.ts';
import { Badge, DateField, Group, MultiSelect, Select, SimpleGrid, useUrlState } from '#foundation/web/ui/index.ts';
import { stockDimensions } from '../contract/stock.ts';
import { groupOf } from './stock-view.ts';

/** What stock is told apart by and narrowed to; all of it stands in the address. */
export function StockFilters() {
  const t = useT();
  const [url, set] = useUrlState();
  const grants = useCan('orgs.list-grants');
  const picked = (name: 'place' | 'item' | 'grant', kind: string) => (
    <RecordPicker
      key={`${name} ${url.get(name) ?? ''}`}
      kind={kind}
      id={`stock-${name}`}
      label={t(`goods.filter-${name}`)}
      value={url.get(name) === 'none' ? '' : (url.get(name) ?? '')}
      onChange={(id) => set({ [name]: id })}
    />
  );
  const dims = stockDimensions.filter((dim) => dim !== 'grant' || grants);
  return (
    <div className="kv-noprint">
      <SimpleGrid cols={{ base: 1, xs: 2, md: grants ? 5 : 4 }} spacing="sm">
        <MultiSelect
          label={t('goods.tell-apart')}
          value={groupOf(url).filter((dim) => dims.includes(dim))}
          data={dims.map((dim) => ({ value: dim, label: t(`goods.dim-${dim}`) }))}
          onChange={(next) => set({ by: next.join(',') || undefined, sort: undefined, cols: undefined })}
          hidePickedOptions
        />
        {picked('place', 'stock-place')}
        {picked('item', 'item')}
        {grants && picked('grant', 'grant')}
        <Group gap="sm" wrap="nowrap" align="flex-start" grow>
          <DateField
            id="stock-as-of"
            label={t('goods.as-of')}
            value={url.get('asOf') ?? ''}
            onChange={(day) => set({ asOf: day || undefined })}
          />
        </Group>
      </SimpleGrid>
      <Group gap="xs" mt="xs">
        <Select
          size="xs"
          w={220}
          aria-label={t('goods.filter-age')}
          placeholder={t('goods.filter-age')}
          clearable
          value={url.get('minAgeDays')}
          data={['31', '91', '181', '366'].map((value) => ({ value, label: t('goods.here-since', { n: Number(value) - 1 }) }))}
          onChange={(value) => set({ minAgeDays: value ?? undefined })}
        />
        {(['lot', 'owner', 'expiringBy'] as const).map((name) => {
          const value = url.get(name);
          if (!value) return null;
          return (
            <Badge
              key={name}
              variant="light"
              tt="none"
              size="lg"
              rightSection={<Remove onClick={() => set({ [name]: undefined })} label={t('goods.remove')} />}
            >
              {t(`goods.filter-${name}`)}:{' '}
              {name === 'lot' ? <RecordName kind="lot" id={value} /> : name === 'owner' ? <OwnerName owner={value} /> : value}
            </Badge>
          );
        })}
      </Group>
    </div>
  );
}

function OwnerName({ owner }: { owner: string }) {
  const t = useT();
  return ['own', 'government', 'unknown'].includes(owner) ? <>{t(`goods.owner-${owner}`)}</> : <RecordName kind="org" id={owner} />;
}

function Remove({ onClick, label }: { onClick: () => void; label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      style={{ border: 0, background: 'none', cursor: 'pointer', padding: '0 4px', font: 'inherit' }}
    >
      ×
    </button>
  );
}

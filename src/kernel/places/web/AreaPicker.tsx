import { useState } from 'react';
import { useAsk } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { PlacePicker } from '#foundation/web/ui/index.ts';
import type { PickedPlace } from '#foundation/web/ui/index.ts';
import { getArea, searchPlaces } from '../contract/areas.ts';
import { nameOf } from './names.ts';

function useFind(text: string) {
  const found = useAsk(searchPlaces, { text, kinds: ['area'], limit: 8 }, { enabled: text.length > 1, keepPrevious: true });
  return {
    rows: (text.length > 1 ? (found.data?.rows ?? []) : []).map((row) => ({ ref: row.ref, name: nameOf(row), within: row.within })),
    busy: found.isFetching,
  };
}

/** Picks an area; the value is its P-code. */
export function AreaPicker(props: {
  id?: string;
  label: string;
  error?: string | undefined;
  value: string;
  onChange: (pcode: string | undefined, name?: string) => void;
}) {
  const t = useT();
  const known = useAsk(getArea, { pcode: props.value || 'X' }, { enabled: props.value !== '' });
  const [picked, setPicked] = useState<PickedPlace | null>(null);
  const shown =
    picked ??
    (known.data
      ? { ref: known.data.pcode, name: nameOf(known.data), within: known.data.path.map((area) => nameOf(area)).join(' › ') }
      : null);
  if (props.value !== '' && !shown) return null;
  return (
    <PlacePicker
      {...(props.id ? { id: props.id } : {})}
      label={props.label}
      error={props.error}
      value={shown}
      find={useFind}
      emptyText={t('places.type-to-find')}
      onChange={(place) => {
        setPicked(place);
        props.onChange(place?.ref, place?.name);
      }}
    />
  );
}

import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getArea, searchPlaces } from '../contract/areas.ts';
import { nameOf } from './names.ts';

/** An area's name by its P-code. */
export default function AreaName({ id }: { readonly id: string }) {
  const area = useAsk(getArea, { pcode: id }, { enabled: useCan(searchPlaces.name) });
  return (
    <>
      {area.data && <bdi>{nameOf(area.data)}</bdi>} <span className="kv-code">{id}</span>
    </>
  );
}

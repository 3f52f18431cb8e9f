import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getPlace, listPlaces } from '../contract/stock-places.ts';
import { nameOf } from './names.ts';

/** A stock place's name by its id. */
export default function StockPlaceName({ id }: { readonly id: string }) {
  const place = useAsk(getPlace, { placeId: id }, { enabled: useCan(listPlaces.name) });
  return place.data ? <bdi>{nameOf(place.data)}</bdi> : <span className="kv-code">{id.slice(-8)}</span>;
}

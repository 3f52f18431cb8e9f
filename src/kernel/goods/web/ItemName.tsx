import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getItem, listItems } from '../contract/items.ts';
import { nameOf } from './names.ts';

/** An item's name by its id. */
export default function ItemName({ id }: { readonly id: string }) {
  const item = useAsk(getItem, { itemId: id }, { enabled: useCan(listItems.name) });
  return item.data ? <bdi>{nameOf(item.data)}</bdi> : <span className="kv-code">{id.slice(-8)}</span>;
}

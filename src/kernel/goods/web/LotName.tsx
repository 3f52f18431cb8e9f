import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getLot } from '../contract/lots.ts';

/** A lot's number by its id. */
export default function LotName({ id }: { readonly id: string }) {
  const lot = useAsk(getLot, { lotId: id }, { enabled: useCan(getLot.permission) });
  return <span className="kv-code">{lot.data?.code ?? id.slice(-8)}</span>;
}

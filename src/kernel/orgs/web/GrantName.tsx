import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getGrant, listGrants } from '../contract/grants.ts';

/** A grant's code by its id. */
export default function GrantName({ id }: { readonly id: string }) {
  const grant = useAsk(getGrant, { grantId: id }, { enabled: useCan(listGrants.name) });
  return <span className="kv-code">{grant.data?.code ?? id.slice(-8)}</span>;
}

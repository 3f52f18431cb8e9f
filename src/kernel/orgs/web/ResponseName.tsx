import { useAsk } from '#foundation/web/client.ts';
import { useCan } from '#foundation/web/session.ts';
import { getResponse, listResponses } from '../contract/responses.ts';
import { nameOf } from './names.ts';

/** A response's name by its id. */
export default function ResponseName({ id }: { readonly id: string }) {
  const response = useAsk(getResponse, { responseId: id }, { enabled: useCan(listResponses.name) });
  return response.data ? <bdi>{nameOf(response.data)}</bdi> : <span className="kv-code">{id.slice(-8)}</span>;
}

import { useAsk } from '#foundation/web/client.ts';
import { getReceipt } from '../../contract/stores/receipts.ts';

/** A receipt's number. */
export default function ReceiptName({ id }: { readonly id: string }) {
  const receipt = useAsk(getReceipt, { receiptId: id });
  return <span className="kv-code">{receipt.data?.number ?? '…'}</span>;
}

-- Whatever the books know of a document, they know by key: a plan that reads a small table whole stays behind in the session and
-- costs every posting after it, and a young mission's tables are small.
alter function ledger_post(uuid, text, timestamptz, date, timestamptz, uuid, uuid, text, uuid, text[], int[], int[], bigint[], boolean, uuid[]) set enable_seqscan = off;
alter function ledger_make_buckets(text[]) set enable_seqscan = off;
alter function ledger_lock(text[]) set enable_seqscan = off;
alter function ledger_hold(uuid[], text[], bigint[], int, text, timestamptz, timestamptz) set enable_seqscan = off;
alter function ledger_free(uuid[], text, timestamptz) set enable_seqscan = off;
alter function ledger_use_holds(uuid[], timestamptz, boolean, bigint[], bigint[]) set enable_seqscan = off;

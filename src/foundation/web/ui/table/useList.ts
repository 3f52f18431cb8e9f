import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page, QueryDef } from '#foundation/query.ts';
import type { ClientProblem } from '#foundation/web/client.ts';
import { useClient } from '#foundation/web/client.ts';

const pageSize = 100;

/** The rows of a list, page after page as they are wanted. */
export function useList<Row>(query: QueryDef, input: Readonly<Record<string, unknown>>) {
  const client = useClient();
  const list = useInfiniteQuery<Page<Row>, ClientProblem>({
    queryKey: [query.name, 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      client.ask(query, { ...input, offset: pageParam as number, limit: pageSize }, signal) as Promise<Page<Row>>,
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * pageSize < last.total ? all.length * pageSize : undefined),
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  return { rows, total: list.data?.pages[0]?.total ?? 0, loaded: list.data !== undefined, error: list.error, retry: list.refetch, more };
}

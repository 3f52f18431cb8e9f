import { useRef, useState } from 'react';
import type { ProblemBody } from '#foundation/problem.ts';
import { ClientProblem, useClient } from '#foundation/web/client.ts';
import { Button, ProblemNotice } from '#foundation/web/ui/index.ts';

interface Sending {
  readonly label: string;
  /** Types that are offered to pick from; all unless named. */
  readonly accept?: string;
  /** The name it is sent under, in place of its own. */
  readonly called?: string;
  /** What is done with the file once it is here. */
  readonly onSent: (file: { readonly id: string; readonly name: string }) => Promise<void>;
  /** What went wrong with that. */
  readonly problem: ProblemBody | null;
}

/** A button that picks one file, sends it and hands it on; what goes wrong on the way stands beside it. */
export function SendFile({ label, accept, called, onSent, problem }: Sending) {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ busy: boolean; problem: ProblemBody | null }>({ busy: false, problem: null });
  const take = async (file: File) => {
    setState({ busy: true, problem: null });
    try {
      const { id } = await client.upload(file, called ?? file.name);
      await onSent({ id, name: file.name });
      setState({ busy: false, problem: null });
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setState({ busy: false, problem: error.body });
    }
  };
  const shown = state.problem ?? problem;
  return (
    <>
      {shown && <ProblemNotice problem={shown} />}
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file again is a choice too.
          event.currentTarget.value = '';
          if (file) void take(file);
        }}
      />
      <Button variant="default" loading={state.busy} onClick={() => picker.current?.click()}>
        {label}
      </Button>
    </>
  );
}

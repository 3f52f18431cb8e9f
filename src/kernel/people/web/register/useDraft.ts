import { useEffect, useState } from 'react';
import { newId } from '#foundation/ids.ts';
import { useSession } from '#foundation/web/session.ts';
import type { PickedSite } from './WhereFields.tsx';
import { nobody } from './attesters.ts';
import type { AttestersDraft } from './attesters.ts';
import { nextMember } from './draft.ts';
import type { MemberDraft } from './draft.ts';

export interface HouseholdDraft extends AttestersDraft {
  readonly householdId: string;
  readonly where: PickedSite;
  readonly address: string;
  readonly members: readonly MemberDraft[];
  /** Which member is being typed. */
  readonly open: number;
  /** `purpose:recipient` pairs that the household agreed to. */
  readonly agreed: readonly string[];
  readonly mode: 'written' | 'verbal-certified' | 'audio' | 'guardian';
  readonly language: 'en' | 'tr' | 'ar' | 'ku' | 'fa';
  readonly attested: boolean;
  /** Of whom the clerk said that it is somebody else: the member's id and the candidate's. */
  readonly cleared: readonly string[];
}

/** What the next household of the queue shares with the one before; what it agrees to is its own. */
type Kept = Pick<HouseholdDraft, 'where' | 'mode' | 'language'>;
export function newDraft(kept?: Kept): HouseholdDraft {
  return {
    householdId: newId(),
    where: { area: '', areaName: '', siteId: '' },
    address: '',
    agreed: [],
    mode: 'verbal-certified',
    language: 'ar',
    ...kept,
    members: [nextMember([])],
    open: 0,
    attested: false,
    attesters: [nobody, nobody],
    nonePaid: false,
    cleared: [],
  };
}

// In memory alone: a look at another page keeps it, a reload or another person at this desk does not.
let kept: { readonly userId: string; readonly draft: HouseholdDraft } | null = null;

const hasWords = (draft: HouseholdDraft) =>
  draft.members.length > 1 ||
  draft.members.some((one) => [...Object.values(one.names), ...Object.values(one.other), one.birth].some((text) => text !== ''));

/** The household that is being typed. It never reaches the browser's storage; whoever closes the page is warned. */
export function useDraft() {
  const userId = useSession().user.id;
  const [draft, setDraft] = useState<HouseholdDraft>(() => (kept?.userId === userId ? kept.draft : newDraft()));
  const begun = hasWords(draft);
  useEffect(() => {
    kept = { userId, draft };
  }, [userId, draft]);
  useEffect(() => {
    if (!begun) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [begun]);
  return {
    draft,
    begun,
    set: (change: Partial<HouseholdDraft>) => setDraft((now) => ({ ...now, ...change })),
    setMember: (personId: string, change: Partial<MemberDraft>) =>
      setDraft((now) => ({ ...now, members: now.members.map((one) => (one.personId === personId ? { ...one, ...change } : one)) })),
    add: () => setDraft((now) => ({ ...now, members: [...now.members, nextMember(now.members)], open: now.members.length })),
    remove: (personId: string) => setDraft((now) => ({ ...now, members: now.members.filter((one) => one.personId !== personId), open: 0 })),
    next: () => setDraft((now) => newDraft({ where: now.where, mode: now.mode, language: now.language })),
    clear: () => setDraft(newDraft()),
  };
}
export type DraftState = ReturnType<typeof useDraft>;

export interface AttesterDraft {
  readonly name: string;
  readonly role: string;
}
export interface AttestersDraft {
  readonly attesters: readonly [AttesterDraft, AttesterDraft];
  readonly nonePaid: boolean;
}
export const nobody: AttesterDraft = { name: '', role: '' };

/** Whether two people are named, with who they are, and neither is paid. */
export const attested = ({ attesters, nonePaid }: AttestersDraft): boolean =>
  nonePaid && attesters.every((one) => one.name.trim().length >= 2 && one.role.trim() !== '');

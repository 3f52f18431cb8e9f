alter table assistance_handovers drop constraint assistance_handovers_proof_check;
alter table assistance_handovers add constraint assistance_handovers_proof_check check (proof in ('token', 'pin', 'signature', 'sheet', 'none'));

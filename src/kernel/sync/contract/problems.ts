import { defineProblems } from '#foundation/problem.ts';

/** Problems of devices, of the order in which they speak, and of feeds. */
export const syncProblems = defineProblems('sync', {
  'device-unknown': { status: 401 },
  'device-absent': { status: 404 },
  'device-revoked': { status: 410 },
  'user-disabled': { status: 403 },
  'signature-missing': { status: 401 },
  'signature-invalid': { status: 401 },
  'key-invalid': { status: 422, constraints: ['devices_public_key_key'] },
  'seq-missing': { status: 422 },
  /** An earlier command of the device never came. */
  gap: { status: 409 },
  /** It came after its gap had been given up. */
  'seq-late': { status: 409 },
  /** Another command of the device bears the same number. */
  'seq-used': { status: 409, constraints: ['command_log_device_seq_key', 'held_commands_pkey'] },
  /** A record in a file or code that is damaged, or no record at all. */
  'sealed-unreadable': { status: 422 },
  /** Sealed for another mission, or for one whose keys are gone. */
  'sealed-elsewhere': { status: 422 },
  'invite-absent': { status: 404 },
  'invite-expired': { status: 410 },
  'invite-used': { status: 409 },
  'invite-for-other': { status: 403 },
  'user-absent': { status: 404 },
  'parked-absent': { status: 404 },
  'parked-settled': { status: 409 },
  'feed-unknown': { status: 404 },
  /** Said by the phone itself: not even its reserve holds another record. */
  'phone-full': { status: 507 },
  /** Said by an empty phone. */
  'phone-empty': { status: 409 },
  'pack-unknown': { status: 404 },
  /** Its end date has passed: there is nothing more to do with it on a device. */
  'pack-over': { status: 410 },
});

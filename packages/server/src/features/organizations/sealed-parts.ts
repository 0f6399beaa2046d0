import type { FieldCipher, Place } from "../../platform/field-cipher.js";
import type { AddressColumn, BillingContactColumn } from "./organizations.sql.js";

type Turn = (at: Place, text: string) => string;

const turn = (work: Turn, id: string, column: string, text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : work({ table: "organizations", column, id }, text);

const turnAddress = (work: Turn, id: string, address: AddressColumn | null): AddressColumn | null => address && {
  ...address,
  line1: turn(work, id, "address.line1", address.line1),
  line2: turn(work, id, "address.line2", address.line2),
};

const turnContact = (work: Turn, id: string, contact: BillingContactColumn | null): BillingContactColumn | null => contact && {
  ...contact,
  phone: turn(work, id, "billing_contact.phone", contact.phone),
};

type Parts = { address: AddressColumn | null; billing_contact: BillingContactColumn | null };

/** Address lines and telephone numbers lie encrypted; what is searched and grouped by does not. */
export const sealParts = (cipher: FieldCipher, id: string, { address, billing_contact }: Parts): Parts => ({
  address: turnAddress(cipher.seal, id, address),
  billing_contact: turnContact(cipher.seal, id, billing_contact),
});

export const openParts = (cipher: Pick<FieldCipher, "open">, id: string, { address, billing_contact }: Parts): Parts => ({
  address: turnAddress(cipher.open, id, address),
  billing_contact: turnContact(cipher.open, id, billing_contact),
});

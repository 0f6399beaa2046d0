// CMS, "Understanding the Medicare Beneficiary Identifier Format": letters but S, L, O, I, B, Z.
const LETTER = "[AC-HJKMNP-RT-Y]";
const EITHER = "[0-9AC-HJKMNP-RT-Y]";
const MBI = new RegExp(`^[1-9]${LETTER}${EITHER}[0-9]${LETTER}${EITHER}[0-9]${LETTER}{2}[0-9]{2}$`);

/** A Medicare Beneficiary Identifier as claims carry it, without the dashes of the card; undefined where it is none. */
export const normalizeMbi = (text: string): string | undefined => {
  const bare = text.trim().replace(/-/g, "").toUpperCase();
  return MBI.test(bare) ? bare : undefined;
};

/** The member id to store, undefined for one that Medicare Part B (filing code MB) cannot have issued. */
export const normalizeMemberId = (
  memberId: string,
  filingCode: string | null | undefined,
): string | undefined => (filingCode === "MB" ? normalizeMbi(memberId) : memberId);

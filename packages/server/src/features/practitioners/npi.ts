// CMS: the check digit is that of ISO/IEC 7812 over the NPI with this prefix (80 health, 840 United States).
const PREFIX = "80840";

/** Ten digits, the last of which is the Luhn check digit. */
export const isNpi = (text: string): boolean => {
  if (!/^\d{10}$/.test(text)) return false;
  const sum = [...(PREFIX + text)].toReversed().reduce((total, digit, index) => {
    const weighted = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
};

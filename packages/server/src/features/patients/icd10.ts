// ICD-10-CM Official Guidelines I.A.2: 3 to 7 characters, a point after the third where more follow.
const ICD_10_CM = /^[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?$/;

/** Whether a code has the syntax of ICD-10-CM; that it exists is another matter. */
export const isIcd10Cm = (code: string): boolean => ICD_10_CM.test(code);

/** The code in capitals and with its point, which claims files and many systems leave out; undefined where it is none. */
export const normalizeIcd10Cm = (text: string): string | undefined => {
  const bare = text.trim().toUpperCase();
  const code = bare.length > 3 && !bare.includes(".") ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
  return isIcd10Cm(code) ? code : undefined;
};

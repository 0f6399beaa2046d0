/** FHIR admits no underscore in an id, and ids of the platform hold no hyphen: the way back loses nothing. */
export const toFhirId = (rowId: string): string => rowId.replaceAll("_", "-");

export const toRowId = (fhirId: string): string => fhirId.replaceAll("-", "_");

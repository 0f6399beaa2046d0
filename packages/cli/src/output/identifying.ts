/** Of the health data, what names or reaches a person; readings and codes are what a table is read for. */
export const IDENTIFYING: ReadonlySet<string> = new Set(["firstName", "lastName", "birthDate", "email", "phone", "address"]);

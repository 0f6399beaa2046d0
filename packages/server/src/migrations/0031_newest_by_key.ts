/** The primary key read from its end has the newest readings in the same order: an index less to write with each reading. */
export const newestByKey = ["drop index observations_newest;"];

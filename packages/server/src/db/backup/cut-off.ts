import type { Connection } from "../connection.js";

/** A COPY that broke off leaves a connection that takes no ROLLBACK: ended, the database rolls back by itself. */
export const cutOff = async <T>(connection: Connection, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    connection.__knex__disposed = error;
    await connection.end();
    throw error;
  }
};

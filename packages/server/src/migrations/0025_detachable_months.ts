/**
 * A month of readings can leave the table: what an alert says of the reading that raised it stays as it is, and leads to the
 * reading again once its month is back. Nobody deletes readings but the deletion of an organization, which takes the alerts too.
 */
export const detachableMonths = [
  `do $$
   declare key text;
   begin
     for key in select conname from pg_constraint where conrelid = 'alerts'::regclass and confrelid = 'observations'::regclass and contype = 'f' and conparentid = 0 loop
       execute format('alter table alerts drop constraint %I', key);
     end loop;
   end $$;`,
];

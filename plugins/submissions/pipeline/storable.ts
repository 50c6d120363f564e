/** What a program wrote as PostgreSQL can hold it: zero characters and halves of pairs become signs for them. */
export const storable = (text: string) => text.replaceAll('\0', '␀').toWellFormed();

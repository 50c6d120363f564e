/** The advisory lock of whoever changes roles, tables or rights: two at once would meet "tuple concurrently updated". */
export const migrationLock = 7_265_001;

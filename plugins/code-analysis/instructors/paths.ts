export const patternsPath = '/patterns';
export const patternPath = (id: string) => `${patternsPath}/${id}`;
export const ownPatternPath = (id: string) => `${patternsPath}/own/${id}`;

export const problemsPath = '/problems';
export const topicsPath = '/topics';
export const problemPath = (id: string) => `${problemsPath}/${id}`;

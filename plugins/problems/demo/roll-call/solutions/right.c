#include <stdio.h>
#include <string.h>

static char listed[1000][64], heard[1000][64];

static void read_name(char *name) {
    if (!fgets(name, 64, stdin)) name[0] = '\0';
    name[strcspn(name, "\r\n")] = '\0';
}

int main(void) {
    int n, m, missing = 0;
    if (scanf("%d %d ", &n, &m) != 2) return 1;
    for (int i = 0; i < n; i++) read_name(listed[i]);
    for (int i = 0; i < m; i++) read_name(heard[i]);
    for (int i = 0; i < n; i++) {
        int found = 0;
        for (int j = 0; j < m && !found; j++) found = strcmp(listed[i], heard[j]) == 0;
        if (!found) {
            puts(listed[i]);
            missing++;
        }
    }
    if (missing == 0) puts("everybody is here");
    return 0;
}

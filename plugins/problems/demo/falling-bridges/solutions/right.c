#include <stdio.h>

#define MOST 100001

static int parent[MOST], a[MOST], b[MOST], answers[MOST];

static int root_of(int island) {
    while (parent[island] != island) island = parent[island] = parent[parent[island]];
    return island;
}

int main(void) {
    int n, m;
    if (scanf("%d %d", &n, &m) != 2) return 1;
    for (int i = 0; i < m; i++)
        if (scanf("%d %d", &a[i], &b[i]) != 2) return 1;
    for (int island = 1; island <= n; island++) parent[island] = island;
    int communities = n;
    for (int i = m - 1; i >= 0; i--) {
        answers[i] = communities;
        int one = root_of(a[i]), other = root_of(b[i]);
        if (one == other) continue;
        parent[one] = other;
        communities--;
    }
    for (int i = 0; i < m; i++) printf("%d\n", answers[i]);
    return 0;
}

#include <stdio.h>

#define MOST 200000

static int readings[MOST], low[MOST], high[MOST];

int main(void) {
    int n, limit, start = 0, best = 0, first = 0;
    int low_from = 0, low_to = 0, high_from = 0, high_to = 0;
    if (scanf("%d %d", &n, &limit) != 2) return 1;
    for (int end = 0; end < n; end++) {
        if (scanf("%d", &readings[end]) != 1) return 1;
        while (low_to > low_from && readings[low[low_to - 1]] > readings[end]) low_to--;
        while (high_to > high_from && readings[high[high_to - 1]] < readings[end]) high_to--;
        low[low_to++] = end;
        high[high_to++] = end;
        while (readings[high[high_from]] - readings[low[low_from]] > limit) {
            start++;
            if (low[low_from] < start) low_from++;
            if (high[high_from] < start) high_from++;
        }
        if (end - start + 1 > best) {
            best = end - start + 1;
            first = start + 1;
        }
    }
    printf("%d days\nfrom day %d\n", best, first);
    return 0;
}

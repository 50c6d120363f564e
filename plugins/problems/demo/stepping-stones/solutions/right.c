#include <stdio.h>

#define MODULUS 1000000007

static int ways[500002];
static char mossy[500002];

int main(void) {
    int n, k, m, stone;
    if (scanf("%d %d %d", &n, &k, &m) != 3) return 1;
    while (m-- > 0) {
        if (scanf("%d", &stone) != 1) return 1;
        mossy[stone] = 1;
    }
    long long window = ways[0] = 1;
    for (int place = 1; place <= n + 1; place++) {
        if (!mossy[place]) ways[place] = (int)window;
        window += ways[place];
        if (place >= k) window += MODULUS - ways[place - k];
        window %= MODULUS;
    }
    printf("%d\n", ways[n + 1]);
    return 0;
}

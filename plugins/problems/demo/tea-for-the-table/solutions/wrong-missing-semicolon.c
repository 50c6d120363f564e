#include <stdio.h>

int main(void) {
    long long guests, each, pot;
    if (scanf("%lld %lld %lld", &guests, &each, &pot) != 3) return 1;
    long long cups = guests * each
    long long pots = (cups + pot - 1) / pot;
    printf("%lld %lld\n", pots, pots * pot - cups);
    return 0;
}

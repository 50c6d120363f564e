#include <stdio.h>

int main(void) {
    int guests, each, pot;
    if (scanf("%d %d %d", &guests, &each, &pot) != 3) return 1;
    int cups = guests * each;
    int pots = (cups + pot - 1) / pot;
    printf("%d %d\n", pots, pots * pot - cups);
    return 0;
}

#include <stdio.h>

static int used[51][10001], value[51], paid[51];

int main(void) {
    int kinds, total, held;
    if (scanf("%d %d", &kinds, &total) != 2) return 1;
    for (int cents = 1; cents <= total; cents++) used[0][cents] = -1;
    for (int kind = 1; kind <= kinds; kind++) {
        if (scanf("%d %d", &value[kind], &held) != 2) return 1;
        for (int cents = 0; cents <= total; cents++) {
            int count = cents < value[kind] ? -1 : used[kind][cents - value[kind]];
            if (used[kind - 1][cents] != -1) used[kind][cents] = 0;
            else used[kind][cents] = count != -1 && count < held ? count + 1 : -1;
        }
    }
    if (used[kinds][total] == -1) {
        puts("impossible");
        return 0;
    }
    for (int kind = kinds; kind > 0; kind--) {
        paid[kind] = used[kind][total];
        total -= paid[kind] * value[kind];
    }
    for (int kind = 1; kind <= kinds; kind++) printf("%d%c", paid[kind], kind < kinds ? ' ' : '\n');
    return 0;
}

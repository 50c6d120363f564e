#include <stdio.h>
#include <string.h>

static char word[50002];

int main(void) {
    int k;
    if (scanf("%d %50001s", &k, word) != 2) return 1;
    int n = (int)strlen(word);
    for (int length = n; length > 0; length--)
        for (int start = 0; start + length <= n; start++) {
            int times = 0;
            for (int other = start + 1; other + length <= n; other++)
                times += memcmp(word + start, word + other, length) == 0;
            if (times >= k) {
                printf("%d\n", length);
                return 0;
            }
        }
    puts("0");
    return 0;
}

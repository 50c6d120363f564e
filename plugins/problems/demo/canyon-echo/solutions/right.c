#include <stdio.h>
#include <string.h>

#define MOST 100002

static char word[50002];
static int step[MOST][26], suffix[MOST], length[MOST], count[MOST], order[MOST], before[MOST];

int main(void) {
    int k, size = 1, last = 0, best = 0;
    if (scanf("%d %50001s", &k, word) != 2) return 1;
    int n = (int)strlen(word);
    memset(step, -1, sizeof step);
    suffix[0] = -1;
    for (int at = 0; at < n; at++) {
        int letter = word[at] - 'a', made = size++, state = last;
        length[made] = length[last] + 1;
        count[made] = 1;
        for (; state != -1 && step[state][letter] == -1; state = suffix[state]) step[state][letter] = made;
        if (state != -1) {
            int to = step[state][letter];
            if (length[to] == length[state] + 1) {
                suffix[made] = to;
            } else {
                int clone = size++;
                memcpy(step[clone], step[to], sizeof step[to]);
                suffix[clone] = suffix[to];
                length[clone] = length[state] + 1;
                for (; state != -1 && step[state][letter] == to; state = suffix[state]) step[state][letter] = clone;
                suffix[to] = suffix[made] = clone;
            }
        }
        last = made;
    }
    for (int state = 0; state < size; state++) before[length[state] + 1]++;
    for (int l = 1; l <= n + 1; l++) before[l] += before[l - 1];
    for (int state = 0; state < size; state++) order[before[length[state]]++] = state;
    for (int place = size - 1; place > 0; place--) {
        int state = order[place];
        if (count[state] >= k && length[state] > best) best = length[state];
        count[suffix[state]] += count[state];
    }
    printf("%d\n", best);
    return 0;
}

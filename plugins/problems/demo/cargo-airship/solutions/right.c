#include <stdio.h>

#define MOST 100001

static int gaps[MOST];
static long long slopes[MOST], intercepts[MOST];

int main(void) {
    int n, fee, front = 0, size = 1;
    long long place = 0, cost = 0;
    if (scanf("%d", &n) != 1) return 1;
    for (int i = 0; i < n; i++)
        if (scanf("%d", &gaps[i]) != 1) return 1;
    for (int i = 0; i < n; i++) {
        if (scanf("%d", &fee) != 1) return 1;
        place += gaps[i];
        while (size > front + 1 &&
               slopes[front + 1] * place + intercepts[front + 1] <= slopes[front] * place + intercepts[front])
            front++;
        cost = fee + place * place + slopes[front] * place + intercepts[front];
        long long slope = -2 * place, intercept = cost + place * place;
        while (size > front + 1 &&
               (intercept - intercepts[size - 2]) * (slopes[size - 2] - slopes[size - 1]) <=
                   (intercepts[size - 1] - intercepts[size - 2]) * (slopes[size - 2] - slope))
            size--;
        slopes[size] = slope;
        intercepts[size++] = intercept;
    }
    printf("%lld\n", cost);
    return 0;
}

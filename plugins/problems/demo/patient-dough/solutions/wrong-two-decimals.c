#include <math.h>
#include <stdio.h>

static double readings[10000];

int main(void) {
    int n;
    double sum = 0, squares = 0;
    if (scanf("%d", &n) != 1) return 1;
    for (int i = 0; i < n; i++) {
        if (scanf("%lf", &readings[i]) != 1) return 1;
        sum += readings[i];
    }
    double mean = sum / n;
    for (int i = 0; i < n; i++) squares += (readings[i] - mean) * (readings[i] - mean);
    printf("%.2f\n%.2f\n", mean, sqrt(squares / n));
    return 0;
}

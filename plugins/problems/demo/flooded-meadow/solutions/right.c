#include <stdio.h>
#include <string.h>

#define MOST 90000

static int depth[MOST], open[MOST];
static char seen[MOST];
static int height, width, count, boots;

static void visit(int field) {
    if (seen[field] || depth[field] > boots) return;
    seen[field] = 1;
    open[count++] = field;
}

static int suffices(void) {
    memset(seen, 0, sizeof seen);
    count = 0;
    visit(0);
    while (count > 0) {
        int field = open[--count], column = field % width;
        if (field >= width) visit(field - width);
        if (field + width < height * width) visit(field + width);
        if (column > 0) visit(field - 1);
        if (column < width - 1) visit(field + 1);
    }
    return seen[height * width - 1];
}

int main(void) {
    int low = 0, high = 999;
    if (scanf("%d %d", &height, &width) != 2) return 1;
    for (int field = 0; field < height * width; field++)
        if (scanf("%d", &depth[field]) != 1) return 1;
    while (low < high) {
        boots = (low + high) / 2;
        if (suffices()) high = boots;
        else low = boots + 1;
    }
    printf("%d\n", low);
    return 0;
}

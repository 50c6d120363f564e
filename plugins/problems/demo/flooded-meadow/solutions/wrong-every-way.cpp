#include <algorithm>
#include <iostream>
#include <vector>

static int height, width, best = 1000;
static std::vector<int> depth;
static std::vector<char> on_the_way;

static void walk(int field, int boots) {
    boots = std::max(boots, depth[field]);
    if (field == height * width - 1) {
        best = std::min(best, boots);
        return;
    }
    on_the_way[field] = 1;
    const int column = field % width;
    if (field >= width && !on_the_way[field - width]) walk(field - width, boots);
    if (field + width < height * width && !on_the_way[field + width]) walk(field + width, boots);
    if (column > 0 && !on_the_way[field - 1]) walk(field - 1, boots);
    if (column < width - 1 && !on_the_way[field + 1]) walk(field + 1, boots);
    on_the_way[field] = 0;
}

int main() {
    std::cin >> height >> width;
    depth.resize(height * width);
    on_the_way.resize(height * width);
    for (int &water : depth) std::cin >> water;
    walk(0, 0);
    std::cout << best << '\n';
}

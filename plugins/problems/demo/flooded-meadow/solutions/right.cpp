#include <algorithm>
#include <iostream>
#include <numeric>
#include <vector>

static std::vector<int> parent;

static int root_of(int field) {
    while (parent[field] != field) field = parent[field] = parent[parent[field]];
    return field;
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int height, width;
    std::cin >> height >> width;
    const int fields = height * width;
    std::vector<int> depth(fields), order(fields);
    for (int &water : depth) std::cin >> water;
    parent.resize(fields);
    std::iota(parent.begin(), parent.end(), 0);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return depth[a] < depth[b]; });
    std::vector<char> allowed(fields);
    for (int field : order) {
        allowed[field] = 1;
        const int column = field % width;
        const auto join = [&](bool inside, int beside) {
            if (inside && allowed[beside]) parent[root_of(beside)] = root_of(field);
        };
        join(field >= width, field - width);
        join(field + width < fields, field + width);
        join(column > 0, field - 1);
        join(column < width - 1, field + 1);
        if (allowed[0] && allowed[fields - 1] && root_of(0) == root_of(fields - 1)) {
            std::cout << depth[field] << '\n';
            return 0;
        }
    }
}

#include <iostream>
#include <numeric>
#include <utility>
#include <vector>

static std::vector<int> parent;

static int root_of(int island) {
    while (parent[island] != island) island = parent[island] = parent[parent[island]];
    return island;
}

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::pair<int, int>> bridges(m);
    for (auto &[a, b] : bridges) std::cin >> a >> b;
    parent.resize(n + 1);
    std::iota(parent.begin(), parent.end(), 0);
    std::vector<int> answers(m);
    int communities = n;
    for (int i = m - 1; i >= 0; i--) {
        const int one = root_of(bridges[i].first), other = root_of(bridges[i].second);
        if (one != other) {
            parent[one] = other;
            communities--;
        }
        answers[i] = communities;
    }
    for (int answer : answers) std::cout << answer << '\n';
}

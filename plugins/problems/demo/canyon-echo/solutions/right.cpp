#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

int main() {
    int k;
    std::string word;
    std::cin >> k >> word;
    const int n = static_cast<int>(word.size());
    // A suffix array by doubling: places sorted by what begins there.
    std::vector<int> places(n), rank(word.begin(), word.end()), next(n);
    std::iota(places.begin(), places.end(), 0);
    for (int width = 1;; width *= 2) {
        const auto key = [&](int place) {
            return std::make_pair(rank[place], place + width < n ? rank[place + width] : -1);
        };
        std::sort(places.begin(), places.end(), [&](int a, int b) { return key(a) < key(b); });
        next[places[0]] = 0;
        for (int i = 1; i < n; i++) next[places[i]] = next[places[i - 1]] + (key(places[i - 1]) < key(places[i]));
        rank = next;
        if (rank[places[n - 1]] == n - 1 || width >= n) break;
    }
    // What neighbours in the array share.
    std::vector<int> shared(n);
    for (int place = 0, length = 0; place < n; place++) {
        if (rank[place] == 0) {
            length = 0;
            continue;
        }
        const int other = places[rank[place] - 1];
        while (place + length < n && other + length < n && word[place + length] == word[other + length]) length++;
        shared[rank[place]] = length;
        if (length > 0) length--;
    }
    // k places in a row share the least of what their neighbours do.
    int best = 0;
    for (int to = k - 1; to < n; to++)
        best = std::max(best, *std::min_element(shared.begin() + to - k + 2, shared.begin() + to + 1));
    std::cout << best << '\n';
}

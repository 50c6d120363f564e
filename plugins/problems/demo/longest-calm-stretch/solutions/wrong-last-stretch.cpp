#include <iostream>
#include <set>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, limit;
    std::cin >> n >> limit;
    std::vector<int> readings(n);
    std::multiset<int> window;
    int start = 0, best = 0, first = 0;
    for (int end = 0; end < n; end++) {
        std::cin >> readings[end];
        window.insert(readings[end]);
        while (*window.rbegin() - *window.begin() > limit) window.erase(window.find(readings[start++]));
        if (end - start + 1 >= best) {
            best = end - start + 1;
            first = start + 1;
        }
    }
    std::cout << best << " days\nfrom day " << first << '\n';
}

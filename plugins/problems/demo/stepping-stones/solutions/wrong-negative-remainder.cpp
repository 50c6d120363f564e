#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    constexpr long long modulus = 1'000'000'007;
    int n, k, m;
    std::cin >> n >> k >> m;
    std::vector<char> mossy(n + 2);
    for (int stone; m > 0 && std::cin >> stone; m--) mossy[stone] = 1;
    // sums[i] is the number of ways to all places before i.
    std::vector<long long> sums(n + 3);
    sums[1] = 1;
    long long ways = 0;
    for (int place = 1; place <= n + 1; place++) {
        const int from = place > k ? place - k : 0;
        ways = mossy[place] ? 0 : (sums[place] - sums[from]) % modulus;
        sums[place + 1] = (sums[place] + ways) % modulus;
    }
    std::cout << ways << '\n';
}

#include <iostream>

int main() {
    long long guests, each, pot;
    std::cin >> guests >> each >> pot;
    const long long cups = guests * each;
    const long long pots = (cups + pot - 1) / pot;
    std::cout << pots << ' ' << pots * pot - cups << '\n';
}

#include <iostream>
#include <vector>

int main() {
    int kinds, total;
    std::cin >> kinds >> total;
    std::vector<int> value(kinds), paid(kinds);
    std::vector<std::vector<int>> used(kinds + 1, std::vector<int>(total + 1, -1));
    used[0][0] = 0;
    for (int kind = 0; kind < kinds; kind++) {
        int held;
        std::cin >> value[kind] >> held;
        const auto &before = used[kind];
        auto &now = used[kind + 1];
        for (int cents = 0; cents <= total; cents++) {
            const int count = cents < value[kind] ? -1 : now[cents - value[kind]];
            if (before[cents] != -1) now[cents] = 0;
            else if (count != -1 && count < held) now[cents] = count + 1;
        }
    }
    if (used[kinds][total] == -1) {
        std::cout << "impossible\n";
        return 0;
    }
    for (int kind = kinds; kind-- > 0;) {
        paid[kind] = used[kind + 1][total];
        total -= paid[kind] * value[kind];
    }
    for (int count : paid) std::cout << count << ' ';
    std::cout << '\n';
}

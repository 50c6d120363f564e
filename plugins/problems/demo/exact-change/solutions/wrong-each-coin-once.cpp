#include <iostream>
#include <vector>

int main() {
    int kinds, total;
    std::cin >> kinds >> total;
    std::vector<int> value(kinds), held(kinds);
    for (int kind = 0; kind < kinds; kind++) std::cin >> value[kind] >> held[kind];
    std::vector<std::vector<char>> can(kinds + 1, std::vector<char>(total + 1));
    can[0][0] = 1;
    // Of each kind one coin at most.
    for (int kind = 0; kind < kinds; kind++)
        for (int cents = 0; cents <= total; cents++)
            can[kind + 1][cents] =
                can[kind][cents] || (held[kind] > 0 && cents >= value[kind] && can[kind][cents - value[kind]]);
    if (!can[kinds][total]) {
        std::cout << "impossible\n";
        return 0;
    }
    std::vector<int> paid(kinds);
    for (int kind = kinds; kind-- > 0;)
        if (!can[kind][total]) {
            paid[kind] = 1;
            total -= value[kind];
        }
    for (int count : paid) std::cout << count << ' ';
    std::cout << '\n';
}

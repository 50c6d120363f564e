#include <vector>

std::vector<std::vector<int>> darkHours(std::vector<std::vector<int>> shifts, int night) {
    std::vector<int> change(night + 1);
    for (const auto &shift : shifts) {
        change[shift[0]]++;
        change[shift[1]]--;
    }
    std::vector<std::vector<int>> dark;
    for (int minute = 0, keepers = 0; minute < night; minute++) {
        keepers += change[minute];
        if (keepers > 0) continue;
        if (!dark.empty() && dark.back()[1] == minute) dark.back()[1]++;
        else dark.push_back({minute, minute + 1});
    }
    return dark;
}

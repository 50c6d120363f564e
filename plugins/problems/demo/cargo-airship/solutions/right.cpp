#include <deque>
#include <iostream>
#include <vector>

struct Line {
    long long slope, intercept;
    long long at(long long place) const { return slope * place + intercept; }
};

/** Whether the middle line is nowhere the only lowest of the three, whose slopes fall. */
static bool is_idle(const Line &before, const Line &middle, const Line &after) {
    return (after.intercept - before.intercept) * (before.slope - middle.slope) <=
           (middle.intercept - before.intercept) * (before.slope - after.slope);
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<long long> gaps(n), fees(n);
    for (auto &gap : gaps) std::cin >> gap;
    for (auto &fee : fees) std::cin >> fee;
    std::deque<Line> lines{{0, 0}};
    long long place = 0, cost = 0;
    for (int i = 0; i < n; i++) {
        place += gaps[i];
        while (lines.size() > 1 && lines[1].at(place) <= lines[0].at(place)) lines.pop_front();
        cost = fees[i] + place * place + lines[0].at(place);
        const Line line{-2 * place, cost + place * place};
        while (lines.size() > 1 && is_idle(lines[lines.size() - 2], lines.back(), line)) lines.pop_back();
        lines.push_back(line);
    }
    std::cout << cost << '\n';
}

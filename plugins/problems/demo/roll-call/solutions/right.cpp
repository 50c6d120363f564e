#include <iostream>
#include <set>
#include <string>

int main() {
    int n, m;
    std::cin >> n >> m >> std::ws;
    std::set<std::string> missing;
    std::string name;
    for (int i = 0; i < n && std::getline(std::cin, name); i++) missing.insert(name);
    for (int i = 0; i < m && std::getline(std::cin, name); i++) missing.erase(name);
    for (const auto &who : missing) std::cout << who << '\n';
    if (missing.empty()) std::cout << "everybody is here\n";
}

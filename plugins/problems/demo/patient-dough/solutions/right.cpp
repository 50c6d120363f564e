#include <cmath>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <vector>

int main() {
    int n;
    std::cin >> n;
    std::vector<double> readings(n);
    for (double &reading : readings) std::cin >> reading;
    const double mean = std::accumulate(readings.begin(), readings.end(), 0.0) / n;
    double squares = 0;
    for (double reading : readings) squares += (reading - mean) * (reading - mean);
    std::cout << std::fixed << std::setprecision(9) << mean << '\n' << std::sqrt(squares / n) << '\n';
}

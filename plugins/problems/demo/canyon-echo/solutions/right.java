import java.util.Arrays;
import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int k = in.nextInt();
        String word = in.next();
        int n = word.length();
        int low = 0, high = n;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (heard(word, middle) >= k) low = middle;
            else high = middle - 1;
        }
        System.out.println(low);
    }

    /** How often the most frequent part of this length is heard, by hashes modulo 2^61 - 1. */
    private static int heard(String word, int length) {
        long modulus = (1L << 61) - 1, base = 1_000_003_579L, power = 1, hash = 0;
        int n = word.length();
        long[] hashes = new long[n - length + 1];
        for (int i = 1; i < length; i++) power = times(power, base, modulus);
        for (int end = 0; end < n; end++) {
            if (end >= length) hash = (hash + modulus - times(word.charAt(end - length), power, modulus)) % modulus;
            hash = (times(hash, base, modulus) + word.charAt(end)) % modulus;
            if (end >= length - 1) hashes[end - length + 1] = hash;
        }
        Arrays.sort(hashes);
        int most = 0;
        for (int from = 0, to = 0; from < hashes.length; from = to) {
            while (to < hashes.length && hashes[to] == hashes[from]) to++;
            most = Math.max(most, to - from);
        }
        return most;
    }

    private static long times(long a, long b, long modulus) {
        long high = Math.multiplyHigh(a, b), low = a * b;
        long sum = (low & modulus) + ((low >>> 61) | (high << 3));
        return sum >= modulus ? sum - modulus : sum;
    }
}

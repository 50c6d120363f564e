import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StreamTokenizer;

public class Main {
    private static int[] parent;

    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedInputStream(System.in));
        int n = next(in), m = next(in);
        int[] a = new int[m], b = new int[m], answers = new int[m];
        for (int i = 0; i < m; i++) {
            a[i] = next(in);
            b[i] = next(in);
        }
        parent = new int[n + 1];
        for (int island = 0; island <= n; island++) parent[island] = island;
        int communities = n;
        for (int i = m - 1; i >= 0; i--) {
            answers[i] = communities;
            int one = rootOf(a[i]), other = rootOf(b[i]);
            if (one == other) continue;
            parent[one] = other;
            communities--;
        }
        StringBuilder out = new StringBuilder();
        for (int answer : answers) out.append(answer).append('\n');
        System.out.print(out);
    }

    private static int rootOf(int island) {
        while (parent[island] != island) island = parent[island] = parent[parent[island]];
        return island;
    }

    private static int next(StreamTokenizer in) throws IOException {
        in.nextToken();
        return (int) in.nval;
    }
}

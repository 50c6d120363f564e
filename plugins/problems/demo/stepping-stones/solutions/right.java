import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StreamTokenizer;

public class Main {
    private static final int MODULUS = 1_000_000_007;

    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedInputStream(System.in));
        int n = next(in), k = next(in), m = next(in);
        boolean[] mossy = new boolean[n + 2];
        for (int i = 0; i < m; i++) mossy[next(in)] = true;
        long[] ways = new long[n + 2];
        long window = ways[0] = 1;
        for (int place = 1; place <= n + 1; place++) {
            if (!mossy[place]) ways[place] = window;
            window += ways[place];
            if (place >= k) window += MODULUS - ways[place - k];
            window %= MODULUS;
        }
        System.out.println(ways[n + 1]);
    }

    private static int next(StreamTokenizer in) throws IOException {
        in.nextToken();
        return (int) in.nval;
    }
}

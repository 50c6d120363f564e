import java.io.IOException;
import java.io.StreamTokenizer;
import java.util.ArrayDeque;

public class Main {
    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new java.io.BufferedInputStream(System.in));
        int n = next(in), limit = next(in);
        int[] readings = new int[n];
        ArrayDeque<Integer> low = new ArrayDeque<>(), high = new ArrayDeque<>();
        int start = 0, best = 0, first = 0;
        for (int end = 0; end < n; end++) {
            readings[end] = next(in);
            while (!low.isEmpty() && readings[low.peekLast()] > readings[end]) low.pollLast();
            while (!high.isEmpty() && readings[high.peekLast()] < readings[end]) high.pollLast();
            low.addLast(end);
            high.addLast(end);
            while (readings[high.peekFirst()] - readings[low.peekFirst()] > limit) {
                start++;
                if (low.peekFirst() < start) low.pollFirst();
                if (high.peekFirst() < start) high.pollFirst();
            }
            if (end - start + 1 > best) {
                best = end - start + 1;
                first = start + 1;
            }
        }
        System.out.println(best + " days\nfrom day " + first);
    }

    private static int next(StreamTokenizer in) throws IOException {
        in.nextToken();
        return (int) in.nval;
    }
}

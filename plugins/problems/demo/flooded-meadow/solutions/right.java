import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.util.PriorityQueue;

public class Main {
    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedInputStream(System.in));
        int height = next(in), width = next(in), fields = height * width;
        int[] depth = new int[fields];
        for (int field = 0; field < fields; field++) depth[field] = next(in);
        boolean[] done = new boolean[fields];
        // Boots in the upper half of the number, the field in the lower.
        PriorityQueue<Long> heap = new PriorityQueue<>();
        heap.add((long) depth[0] << 32);
        while (true) {
            long top = heap.poll();
            int boots = (int) (top >> 32), field = (int) top;
            if (done[field]) continue;
            if (field == fields - 1) {
                System.out.println(boots);
                return;
            }
            done[field] = true;
            int column = field % width;
            int[] beside = {
                field - width, field + width, column > 0 ? field - 1 : -1, column < width - 1 ? field + 1 : -1
            };
            for (int to : beside)
                if (to >= 0 && to < fields && !done[to]) heap.add(((long) Math.max(boots, depth[to]) << 32) | to);
        }
    }

    private static int next(StreamTokenizer in) throws IOException {
        in.nextToken();
        return (int) in.nval;
    }
}

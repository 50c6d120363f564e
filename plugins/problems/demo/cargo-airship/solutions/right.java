import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.StreamTokenizer;

public class Main {
    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedInputStream(System.in));
        int n = next(in);
        int[] gaps = new int[n];
        for (int i = 0; i < n; i++) gaps[i] = next(in);
        long[] slopes = new long[n + 1], intercepts = new long[n + 1];
        int front = 0, size = 1;
        long place = 0, cost = 0;
        for (int i = 0; i < n; i++) {
            place += gaps[i];
            while (size > front + 1
                    && slopes[front + 1] * place + intercepts[front + 1] <= slopes[front] * place + intercepts[front])
                front++;
            cost = next(in) + place * place + slopes[front] * place + intercepts[front];
            long slope = -2 * place, intercept = cost + place * place;
            while (size > front + 1
                    && (intercept - intercepts[size - 2]) * (slopes[size - 2] - slopes[size - 1])
                            <= (intercepts[size - 1] - intercepts[size - 2]) * (slopes[size - 2] - slope)) size--;
            slopes[size] = slope;
            intercepts[size++] = intercept;
        }
        System.out.println(cost);
    }

    private static int next(StreamTokenizer in) throws IOException {
        in.nextToken();
        return (int) in.nval;
    }
}

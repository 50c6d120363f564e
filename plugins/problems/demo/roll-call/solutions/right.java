import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.LinkedHashSet;
import java.util.Set;

public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] counts = in.readLine().split(" ");
        Set<String> missing = new LinkedHashSet<>();
        for (int left = Integer.parseInt(counts[0]); left > 0; left--) missing.add(in.readLine());
        for (int left = Integer.parseInt(counts[1]); left > 0; left--) missing.remove(in.readLine());
        System.out.println(missing.isEmpty() ? "everybody is here" : String.join("\n", missing));
    }
}

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

public class Main {
    public static void main(String[] args) throws IOException {
        StringTokenizer words = new StringTokenizer(new String(System.in.readAllBytes(), StandardCharsets.US_ASCII));
        double[] readings = new double[Integer.parseInt(words.nextToken())];
        double sum = 0;
        for (int i = 0; i < readings.length; i++) sum += readings[i] = Double.parseDouble(words.nextToken());
        double mean = sum / readings.length;
        double squares = 0;
        for (double reading : readings) squares += (reading - mean) * (reading - mean);
        System.out.println(mean);
        System.out.println(Math.sqrt(squares / readings.length));
    }
}

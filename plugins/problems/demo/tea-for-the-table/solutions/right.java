import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        long cups = in.nextLong() * in.nextLong();
        long pot = in.nextLong();
        long pots = (cups + pot - 1) / pot;
        System.out.println(pots + " " + (pots * pot - cups));
    }
}

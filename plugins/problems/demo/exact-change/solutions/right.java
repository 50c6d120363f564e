import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int kinds = in.nextInt(), total = in.nextInt();
        int[] value = new int[kinds];
        int[][] used = new int[kinds + 1][total + 1];
        for (int cents = 1; cents <= total; cents++) used[0][cents] = -1;
        for (int kind = 1; kind <= kinds; kind++) {
            value[kind - 1] = in.nextInt();
            int held = in.nextInt();
            for (int cents = 0; cents <= total; cents++) {
                int rest = cents - value[kind - 1];
                int count = rest < 0 ? -1 : used[kind][rest];
                if (used[kind - 1][cents] != -1) used[kind][cents] = 0;
                else used[kind][cents] = count != -1 && count < held ? count + 1 : -1;
            }
        }
        if (used[kinds][total] == -1) {
            System.out.println("impossible");
            return;
        }
        int[] paid = new int[kinds];
        for (int kind = kinds; kind > 0; kind--) {
            paid[kind - 1] = used[kind][total];
            total -= paid[kind - 1] * value[kind - 1];
        }
        StringBuilder out = new StringBuilder();
        for (int count : paid) out.append(count).append(' ');
        System.out.println(out.toString().trim());
    }
}

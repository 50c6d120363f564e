import java.util.*;

class Solution {
    int[][] darkHours(int[][] shifts, int night) {
        Arrays.sort(shifts, Comparator.comparingInt(shift -> shift[0]));
        List<int[]> dark = new ArrayList<>();
        int litUntil = 0;
        for (int[] shift : shifts) {
            if (shift[0] > litUntil) dark.add(new int[] {litUntil, shift[0]});
            litUntil = Math.max(litUntil, shift[1]);
        }
        if (litUntil < night) dark.add(new int[] {litUntil, night});
        return dark.toArray(new int[0][]);
    }
}

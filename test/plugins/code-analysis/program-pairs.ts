/** Programs that differ only in what does not count. */
export const samePrograms = [
  {
    language: 'python',
    one: `import math as m

class Box:
    """A box."""
    def __init__(self, width, *, height=2):
        self.width = width  # in cm

    def area(self):
        return self.width * m.pi

def total(boxes, limit=3):
    result = 0
    for i, box in enumerate(boxes):
        if (n := box.area()) > limit:
            result += n
    with open('a.txt') as file:
        print(file.read(), [x for x in boxes if x])
    return result
`,
    other: `import math as maths
class Crate:
    def __init__(this, w, *, h=2):
        this.w = w

    def size(this):
        '''How large it is.'''
        return this.w * maths.pi

def summed(crates, border=3):
    # adds up
    s = 0
    for number, crate in enumerate(crates):
        if (k := crate.size()) > border:
            s += k
    with open("a.txt") as f:
        print(f.read(), [each for each in crates if each])
    return s
`,
  },
  {
    language: 'javascript',
    one: `function total(items, { limit = 3, ...rest }) {
  let sum = 0;
  for (const item of items) sum += item.price;
  const [first, second] = items;
  return items.map((x) => x * sum).filter(Boolean).length + first + second + limit + rest.size;
}
class Shop { #open = 1; visit(who) { this.last = who; return this.last; } }
`,
    other: `// adds
function summe(dinge, { grenze = 3, ...übrige }) {
  let s = 0
  for (const ding of dinge) s += ding.price
  const [a, b] = dinge
  return dinge.map((y) => y * s).filter(Boolean).length + a + b + grenze + übrige.size
}
class Laden { #open = 1; besuch(wer) { this.letzter = wer; return this.letzter } }
`,
  },
  {
    language: 'typescript',
    one: `interface Shape { area(): number; name: string }
enum Color { Red, Green }
class Box<T> implements Shape { private w: number; name = 'x'; constructor(w: number) { this.w = w; } area(): number { return this.w; } }
const paint = (shape: Shape, color?: Color): string => (color === Color.Red ? shape.name : String(shape.area()));
`,
    other: `interface Form { fläche(): number; titel: string }
enum Farbe { Rot, Grün }
class Kiste<E> implements Form {
  private b: number;
  titel = "x";
  constructor(b: number) { this.b = b; }
  fläche(): number { return this.b; }
}
const malen = (f: Form, farbe?: Farbe): string => (farbe === Farbe.Rot ? f.titel : String(f.fläche()));
`,
  },
  {
    language: 'java',
    one: `public class Main {
  private int count;
  static int total(int[] values) {
    int sum = 0;
    for (int value : values) sum += value;
    return sum;
  }
  void step(String... words) { this.count += words.length; count++; }
  public static void main(String[] args) { System.out.println(total(new int[] {1, 2})); }
}
`,
    other: `/** Adds. */
public class Solution {
  private int n;
  static int sumUp(int[] xs) {
    int s = 0; // so far
    for (int x : xs)
      s += x;
    return s;
  }
  void go(String... ws) { this.n += ws.length; n++; }
  public static void main(String[] arguments) { System.out.println(sumUp(new int[] {1, 2})); }
}
`,
  },
  {
    language: 'cpp',
    one: `#include <vector>
struct Point { int x, y; int sum() const { return x + y; } };
template <typename T> T largest(const std::vector<T>& values) {
  T best = values[0];
  for (const auto& value : values) if (value > best) best = value;
  return best;
}
int main() { int n, m; std::cin >> n >> m; int* p = &n; Point q{1, 2}; std::cout << largest<int>({n, m}) + q.sum() + *p; }
`,
    other: `#include <vector>
// two numbers
struct Pair { int a, b; int total() const { return a + b; } };
template <typename E>
E maximum(const std::vector<E>& xs) {
  E top = xs[0];
  for (const auto& x : xs)
    if (x > top) top = x;
  return top;
}
int main() { int i, j; std::cin >> i >> j; int* ptr = &i; Pair z{1, 2}; std::cout << maximum<int>({i, j}) + z.total() + *ptr; }
`,
  },
  {
    language: 'go',
    one: `package main

type Point struct{ X, Y int }

func (p Point) Sum() int { return p.X + p.Y }

func total(values []int, scale int) (sum int) {
	for i, value := range values {
		sum += value*scale + i
	}
	var q, r = 1, 2
	return sum + q + r
}
`,
    other: `package main

// Pair is two numbers.
type Pair struct{ A, B int }

func (z Pair) Total() int { return z.A + z.B }

func sumUp(xs []int, factor int) (s int) {
	for index, x := range xs { s += x*factor + index }
	var a, b = 1, 2
	return s + a + b
}
`,
  },
  {
    language: 'rust',
    one: `struct Point { x: i32 }
impl Point { fn sum(&self, k: i32) -> i32 { self.x + k } }
fn total(values: &[i32], scale: i32) -> Option<i32> {
    let mut sum = 0;
    for (i, value) in values.iter().enumerate() { sum += value * scale + i as i32; }
    let add = |a, b| a + b;
    match values.first() { Some(first) => Some(add(*first, sum)), None => None }
}
`,
    other: `/// One number.
struct Single { n: i32 }
impl Single { fn plus(&self, other: i32) -> i32 { self.n + other } }
fn sum_up(xs: &[i32], factor: i32) -> Option<i32> {
    let mut s = 0; // so far
    for (index, x) in xs.iter().enumerate() {
        s += x * factor + index as i32;
    }
    let join = |p, q| p + q;
    match xs.first() { Some(head) => Some(join(*head, s)), None => None }
}
`,
  },
];

const inPython = { language: 'python' };

/** Programs that look alike and do something else. */
export const differentPrograms = [
  { ...inPython, what: 'a function of the language', one: 'print(max(a))', other: 'print(min(a))' },
  { ...inPython, what: 'a number', one: 'x = 1', other: 'x = 2' },
  { ...inPython, what: 'a text', one: "print('a')", other: "print('b')" },
  { ...inPython, what: 'an operator', one: 'x = 1 + 2', other: 'x = 1 - 2' },
  {
    ...inPython,
    what: 'which of two variables is meant',
    one: 'def f(a, b):\n    return a - b',
    other: 'def f(a, b):\n    return b - a',
  },
  {
    ...inPython,
    what: 'what stands inside of a block',
    one: 'if a:\n    b()\n    c()',
    other: 'if a:\n    b()\nc()',
  },
  { ...inPython, what: 'a named argument', one: 'sorted(a, key=f)', other: 'sorted(a, reverse=f)' },
  { ...inPython, what: 'a method of the language', one: 'x = []\nx.append(1)', other: 'x = []\nx.remove(1)' },
  {
    language: 'cpp',
    what: 'which function is the first to run',
    one: 'int main() { return 1; } int other() { return 2; }',
    other: 'int other() { return 1; } int main() { return 2; }',
  },
  {
    language: 'java',
    what: 'whether a field or a parameter is meant',
    one: 'class A { int n; void set(int n) { this.n = n; } }',
    other: 'class A { int n; void set(int n) { n = n; } }',
  },
];
